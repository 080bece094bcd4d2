package dev.pricetide.predict.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model's answer for two series, of which the second is altered. */
class OutputTensorsTest {

    private final float[] quantiles = new float[2 * 42];
    private final float[] changeProbability = new float[2 * 14];
    private final float[] downProbability = new float[2 * 14];

    OutputTensorsTest() {
        for (int value = 0; value < quantiles.length; value++) {
            quantiles[value] = 10 + value % 3;
        }
        Arrays.fill(changeProbability, 1);
        Arrays.fill(downProbability, 0.25f);
    }

    @Test
    void rowsComeApart() {
        // Given
        quantiles[42] = 9;

        // When
        List<ModelOutput> rows = rows();

        // Then
        assertThat(rows.get(0).p10()).hasSize(14).containsOnly(10f);
        assertThat(rows.get(1).p10()).hasSize(14).startsWith(9f, 10f);
        assertThat(rows.get(1).p50()).hasSize(14).containsOnly(11f);
        assertThat(rows.get(1).p90()).hasSize(14).containsOnly(12f);
        assertThat(rows.get(1).changeProbability()).hasSize(14).containsOnly(1f);
        assertThat(rows.get(1).downProbability()).hasSize(14).containsOnly(0.25f);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN,       quantiles of day 3 has NaN",
        "Infinity,  quantiles of day 3 has Infinity",
        "0,         quantiles of day 3 has 0.0",
        "-1,        quantiles of day 3 has -1.0",
        "11.5,      'quantiles of day 3 are [11.5, 11.0, 12.0], which fall'"
    })
    void aQuantileThatIsNoPriceIsRefused(float p10, String why) {
        // Given
        quantiles[42 + 2 * 3] = p10;

        // When, Then
        assertRefused(why);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "-0.001", "1.001"})
    void aChanceThatIsNoneIsRefused(float chance) {
        // Given
        downProbability[14 + 13] = chance;

        // When, Then
        assertRefused("down_prob of day 14 has " + chance);
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::rows)
                .hasMessage(why)
                .isInstanceOfSatisfying(
                        InvalidOutputException.class,
                        refused -> assertThat(refused.row()).isEqualTo(1));
    }

    private List<ModelOutput> rows() {
        return new OutputTensors(
                        FloatBuffer.wrap(quantiles),
                        FloatBuffer.wrap(changeProbability),
                        FloatBuffer.wrap(downProbability))
                .rows(2);
    }
}
