package dev.pricetide.notify;

import dev.pricetide.events.PricePredicted;
import dev.pricetide.events.Series;
import dev.pricetide.notify.RulesConfig.RuleConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules that are in force, checked at start. */
@Startup
@Singleton
class Rules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    private final List<Rule> byName;

    /** @throws ConfigurationException naming the first setting that no rule can have, and what would be right */
    Rules(RulesConfig config) {
        byName = new TreeMap<>(config.byName())
                .entrySet().stream()
                        .filter(entry -> entry.getValue().enabled())
                        .map(Rules::rule)
                        .toList();
    }

    /** The rules in the order of their names. */
    List<Rule> byName() {
        return byName;
    }

    private static Rule rule(Map.Entry<String, RuleConfig> entry) {
        String name = entry.getKey();
        RuleConfig config = entry.getValue();
        require(NAME.matcher(name).matches(), name, "", "the name must be 1 to 64 of a-z 0-9 -");
        require(
                config.horizon() >= 1 && config.horizon() <= PricePredicted.HORIZON,
                name,
                ".horizon",
                "it is " + config.horizon() + " and must be 1 to " + PricePredicted.HORIZON + " days");
        require(
                config.change() >= 0 && config.change() < 1,
                name,
                ".change",
                "it is " + config.change() + " and must be from 0 to below 1, where 0.05 is 5 %");
        require(
                config.probability() >= 0 && config.probability() <= 1,
                name,
                ".probability",
                "it is " + config.probability() + " and must be 0 to 1, where 0.6 is 60 %");
        return new Rule(
                name,
                config.direction(),
                config.horizon(),
                BigDecimal.valueOf(config.change()),
                BigDecimal.valueOf(config.probability()),
                config.quantile(),
                keys(config.companies()),
                keys(config.offerTypes()));
    }

    private static Set<String> keys(Optional<Set<String>> names) {
        return names.stream().flatMap(Set::stream).map(Series::key).collect(Collectors.toUnmodifiableSet());
    }

    private static void require(boolean holds, String name, String setting, String sentence) {
        if (!holds) {
            throw new ConfigurationException("pricetide.rules." + name + setting + ": " + sentence);
        }
    }
}
