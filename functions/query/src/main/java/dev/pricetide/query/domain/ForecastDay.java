package dev.pricetide.query.domain;

import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;

/**
 * The forecast of one day.
 *
 * @param ahead days after the origin day, 1 to 14
 * @param date the day itself
 * @param p10 the price is below this with chance 0.1
 * @param p50 the median of the price
 * @param p90 the price is below this with chance 0.9
 * @param changeProbability chance that the price differs from the last one by 0.5 % or more, 0 to 1
 * @param downProbability chance that the price is lower than the last one, 0 to 1
 */
@Description("The forecast of one day.")
public record ForecastDay(
        @Description("Days after the origin day, 1 to 14.") int ahead,
        LocalDate date,

        @Description("The price is below this with chance 0.1.")
        double p10,

        @Description("The median of the price.") double p50,

        @Description("The price is below this with chance 0.9.")
        double p90,

        @Description("Chance that the price differs from the last one by 0.5 % or more.")
        double changeProbability,

        @Description("Chance that the price is lower than the last one.")
        double downProbability) {}
