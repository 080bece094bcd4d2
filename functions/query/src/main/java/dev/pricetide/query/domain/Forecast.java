package dev.pricetide.query.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * The next prices of a series, by one model version as of one day.
 *
 * @param originDay the latest measured day of the series' group when the forecast was made
 * @param lastDay the day of the last price
 * @param lastPrice the newest observed price
 * @param model name of the model
 * @param version version of the model
 * @param predictedAt when its inputs were read
 * @param days 1 to 14 days after the origin day, in order
 */
@Description("The next prices of a series, made by one model version as of one day.")
public record Forecast(
        @Description("The day from which the forecast looks ahead: the latest measured day of the group.")
        LocalDate originDay,

        @Description("The day of the last price.") LocalDate lastDay,

        @Description("The newest price that the forecast knew.")
        BigDecimal lastPrice,

        String model,
        String version,
        Instant predictedAt,

        @Description("Each of the 14 days after the origin day.")
        List<@NonNull ForecastDay> days) {}
