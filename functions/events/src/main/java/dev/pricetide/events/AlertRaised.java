package dev.pricetide.events;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The rules that a product group's forecasts met for the first time on an origin day.
 *
 * @param productGroupId the group
 * @param originDay as of which day the forecasts were made
 * @param model the model's name
 * @param version the model's version
 * @param alerts at least one
 */
public record AlertRaised(String productGroupId, LocalDate originDay, String model, String version, List<Alert> alerts)
        implements EventData {

    /** @throws IllegalArgumentException naming the first member that breaks the schema */
    public AlertRaised {
        Checks.id("productGroupId", productGroupId);
        Checks.present("originDay", originDay);
        Checks.text("model", model);
        Checks.text("version", version);
        alerts = Checks.list("alerts", alerts);
        Checks.require(!alerts.isEmpty(), "alerts is empty; it must have at least one");
    }

    /**
     * A rule that a forecast met.
     *
     * @param rule the rule's name
     * @param series whose forecast met it
     * @param horizon days ahead, 1 to 14
     * @param lastPrice the newest observed price
     * @param expectedPrice the forecast's p50 at the horizon
     * @param probability the chance that the rule compared
     * @param sentence what was met, in words
     */
    public record Alert(
            String rule,
            Series series,
            int horizon,
            BigDecimal lastPrice,
            BigDecimal expectedPrice,
            float probability,
            String sentence) {

        /** @throws IllegalArgumentException naming the first member that breaks the schema */
        public Alert {
            Checks.text("rule", rule);
            Checks.present("series", series);
            Checks.number("horizon", horizon, 1, PricePredicted.HORIZON);
            Checks.price("lastPrice", lastPrice);
            Checks.price("expectedPrice", expectedPrice);
            Checks.probability("probability", probability);
            Checks.present("sentence", sentence);
        }
    }

    @Override
    public String subject() {
        return "groups/" + productGroupId;
    }
}
