package dev.pricetide.notify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules by name: {@code pricetide.rules.<name>.*}. */
@ConfigMapping(prefix = "pricetide.rules")
interface RulesConfig {

    @WithParentName
    Map<String, RuleConfig> byName();

    /** What forecast is worth an alert; see {@link Rule} for when it is met. */
    interface RuleConfig {

        /** {@code false} takes out a rule that comes with the function. */
        @WithDefault("true")
        boolean enabled();

        /** Whether the price is expected to go {@code down}, {@code up}, or {@code any} way. */
        Direction direction();

        /** Days ahead, 1 to 14. */
        @WithDefault("7")
        int horizon();

        /** How far the compared price is from the last one at least, as a share of it: 0.05 is 5 %. */
        @WithDefault("0.05")
        double change();

        /** The least chance of a move in that direction, 0 to 1. */
        @WithDefault("0.6")
        double probability();

        /** Which price of the forecast is compared: {@code p10}, {@code p50} or {@code p90}. */
        @WithDefault("p50")
        Quantile quantile();

        /** Only series of these companies, however spelt; all where it is left out. */
        Optional<Set<String>> companies();

        /** Only series with these offer types, however spelt; all where it is left out. */
        Optional<Set<String>> offerTypes();
    }
}
