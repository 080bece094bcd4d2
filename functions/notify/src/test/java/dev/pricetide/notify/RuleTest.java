package dev.pricetide.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pricetide.events.AlertRaised.Alert;
import dev.pricetide.events.PricePredicted.Forecast;
import dev.pricetide.events.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

    private static final Series SERIES = new Series("p1", "Galaxy S21", "CL", " Claro", "g1", "Unlocked");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/rules.csv", numLinesToSkip = 1)
    void aRuleIsMetOrNot(
            String why,
            Direction direction,
            Quantile quantile,
            String change,
            String probability,
            String last,
            float p10,
            float p50,
            float p90,
            float changeProbability,
            float downProbability,
            boolean met) {
        // Given
        Rule rule = new Rule(
                "r", direction, 7, new BigDecimal(change), new BigDecimal(probability), quantile, Set.of(), Set.of());
        Forecast forecast = Forecasts.flat(SERIES, last, p10, p50, p90, changeProbability, downProbability);

        // When
        Optional<Alert> alert = rule.meets(forecast);

        // Then
        assertThat(alert.isPresent()).as(why).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "6, false", "7, true", "8, false", "14, false"})
    void onlyTheHorizonsDayCounts(int horizon, boolean met) {
        // Given
        Forecast calm = Forecasts.ofNoMove(SERIES);
        Forecast moveOnDaySeven = new Forecast(
                SERIES,
                calm.lastDay(),
                calm.lastPrice(),
                onDaySeven(calm.p10(), 100_000f),
                calm.p50(),
                calm.p90(),
                calm.changeProbability(),
                onDaySeven(calm.downProbability(), 0.9f));

        // When
        Optional<Alert> alert = drop(horizon, Set.of(), Set.of()).meets(moveOnDaySeven);

        // Then
        assertThat(alert.isPresent()).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"-, -, true", "claro, -, true", "entel, -, false", "claro, unlocked, true", "claro, plan, false"},
            nullValues = "-")
    void aRuleMayBeForSomeCompaniesAndOfferTypes(String company, String offer, boolean met) {
        // Given
        Rule rule = drop(7, company == null ? Set.of() : Set.of(company), offer == null ? Set.of() : Set.of(offer));

        // When
        Optional<Alert> alert = rule.meets(Forecasts.ofADrop(SERIES));

        // Then
        assertThat(alert.isPresent()).isEqualTo(met);
    }

    @Test
    void theAlertSaysWhatWasMet() {
        // When
        Alert alert =
                drop(7, Set.of(), Set.of()).meets(Forecasts.ofADrop(SERIES)).orElseThrow();

        // Then
        assertThat(alert)
                .isEqualTo(new Alert(
                        "drop",
                        SERIES,
                        7,
                        new BigDecimal("200000"),
                        new BigDecimal("200000"),
                        0.5f,
                        "Galaxy S21 at Claro (Unlocked) may fall from 200000 to 180000 (p10, -10.0 %) in 7 days; "
                                + "the chance that it falls is 50 %."));
    }

    private static Rule drop(int horizon, Set<String> companies, Set<String> offers) {
        return new Rule(
                "drop",
                Direction.DOWN,
                horizon,
                new BigDecimal("0.05"),
                new BigDecimal("0.4"),
                Quantile.P10,
                companies,
                offers);
    }

    private static List<Float> onDaySeven(List<Float> values, float value) {
        List<Float> changed = new ArrayList<>(values);
        changed.set(6, value);
        return changed;
    }
}
