package dev.pricetide.events;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The forecasts of a whole product group.
 *
 * @param productGroupId the group
 * @param originDay the group's latest measured day; day h of a forecast is h days after it
 * @param model the model's name
 * @param version the model's version
 * @param forecasts one for each series that has enough recent measures
 * @param tooShort ids of the group's other series
 */
public record PricePredicted(
        String productGroupId,
        LocalDate originDay,
        String model,
        String version,
        List<Forecast> forecasts,
        List<String> tooShort)
        implements EventData {

    /** Days that a forecast looks ahead. */
    public static final int HORIZON = 14;

    /** @throws IllegalArgumentException naming the first member that breaks the schema */
    public PricePredicted {
        Checks.id("productGroupId", productGroupId);
        Checks.present("originDay", originDay);
        Checks.text("model", model);
        Checks.text("version", version);
        forecasts = Checks.list("forecasts", forecasts);
        tooShort = Checks.list("tooShort", tooShort);
    }

    /**
     * Quantiles of the next prices of a series, in price units, and chances, each list for 1 to 14 days ahead.
     *
     * @param series the series
     * @param lastDay the day of the last price
     * @param lastPrice the newest observed price
     * @param p10 the price is below this with chance 0.1
     * @param p50 the median
     * @param p90 the price is below this with chance 0.9
     * @param changeProbability chance that the price differs from the last one by 0.5 % or more
     * @param downProbability chance that the price is lower than the last one
     */
    public record Forecast(
            Series series,
            LocalDate lastDay,
            BigDecimal lastPrice,
            List<Float> p10,
            List<Float> p50,
            List<Float> p90,
            List<Float> changeProbability,
            List<Float> downProbability) {

        /** @throws IllegalArgumentException naming the first member that breaks the schema */
        public Forecast {
            Checks.present("series", series);
            Checks.present("lastDay", lastDay);
            Checks.price("lastPrice", lastPrice);
            p10 = horizon("p10", p10);
            p50 = horizon("p50", p50);
            p90 = horizon("p90", p90);
            changeProbability = horizon("changeProbability", changeProbability);
            downProbability = horizon("downProbability", downProbability);
            changeProbability.forEach(value -> Checks.probability("changeProbability", value));
            downProbability.forEach(value -> Checks.probability("downProbability", value));
        }

        private static List<Float> horizon(String member, List<Float> values) {
            List<Float> copy = Checks.list(member, values);
            Checks.require(copy.size() == HORIZON, member + " has " + copy.size() + " values; it must have " + HORIZON);
            Checks.require(
                    copy.stream().allMatch(Float::isFinite), member + " has a value that is not a finite number");
            return copy;
        }
    }

    @Override
    public String subject() {
        return "groups/" + productGroupId;
    }
}
