package dev.pricetide.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    @Test
    void aRuleIsReadWithItsDefaults() {
        // When
        Rules rules = rules(Map.of("b.direction", "down"));

        // Then
        assertThat(rules.byName())
                .containsExactly(new Rule(
                        "b",
                        Direction.DOWN,
                        7,
                        new BigDecimal("0.05"),
                        new BigDecimal("0.6"),
                        Quantile.P50,
                        Set.of(),
                        Set.of()));
    }

    @Test
    void everythingOfARuleCanBeSet() {
        // When
        Rules rules = rules(Map.of(
                "b.direction", "any",
                "b.horizon", "14",
                "b.change", "0",
                "b.probability", "1",
                "b.quantile", "p90",
                "b.companies", "Claro, ENTEL ",
                "b.offer-types", "Unlocked"));

        // Then
        Rule rule = rules.byName().get(0);
        assertThat(rule.direction()).isEqualTo(Direction.ANY);
        assertThat(rule.horizon()).isEqualTo(14);
        assertThat(rule.change()).isZero();
        assertThat(rule.probability()).isEqualByComparingTo("1");
        assertThat(rule.quantile()).isEqualTo(Quantile.P90);
        assertThat(rule.companyKeys()).containsExactlyInAnyOrder("claro", "entel");
        assertThat(rule.offerKeys()).containsExactly("unlocked");
    }

    @Test
    void rulesAreInTheOrderOfTheirNamesWithoutTheOnesSwitchedOff() {
        // When
        Rules rules =
                rules(Map.of("c.direction", "up", "a.direction", "down", "b.direction", "any", "b.enabled", "false"));

        // Then
        assertThat(rules.byName()).extracting(Rule::name).containsExactly("a", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b.horizon     | 0   | pricetide.rules.b.horizon: it is 0 and must be 1 to 14 days",
                "b.horizon     | 15  | pricetide.rules.b.horizon: it is 15 and must be 1 to 14 days",
                "b.change      | 5   | pricetide.rules.b.change: it is 5.0 and must be from 0 to below 1, where 0.05 is 5 %",
                "b.change      | NaN | pricetide.rules.b.change: it is NaN and must be from 0 to below 1, where 0.05 is 5 %",
                "b.probability | 60  | pricetide.rules.b.probability: it is 60.0 and must be 0 to 1, where 0.6 is 60 %",
                "B!.direction  | up  | pricetide.rules.B!: the name must be 1 to 64 of a-z 0-9 -"
            })
    void aSettingThatNoRuleCanHaveIsNamed(String setting, String value, String sentence) {
        // Given
        Map<String, String> settings = new HashMap<>(Map.of("b.direction", "down"));
        settings.put(setting, value);

        // When / Then
        assertThatThrownBy(() -> rules(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(sentence);
    }

    private static Rules rules(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put("pricetide.rules." + name, value));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(RulesConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        return new Rules(config.getConfigMapping(RulesConfig.class));
    }
}
