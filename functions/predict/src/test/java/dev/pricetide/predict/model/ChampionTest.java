package dev.pricetide.predict.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model that is served, held against what its trainer says it answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChampionTest {

    private static final double SCALE_TOLERANCE = 1e-3;

    private ForecastModel model;
    private List<ParityCase> cases;

    /** A row that the trainer gave its model, and the answer. */
    record ParityCase(ModelInput input, ModelOutput output, double tolerance) {}

    @BeforeAll
    void load() throws IOException {
        ModelRegistry registry = ModelRegistry.at(Optional.empty(), Path.of("").toAbsolutePath());
        model = registry.load(Optional.of("CLP"));
        Path parity = registry.folder().resolve(model.card().toString()).resolve("parity.json");
        JsonNode json = new ObjectMapper().readTree(Files.readString(parity));
        cases = StreamSupport.stream(json.get("cases").spliterator(), false)
                .map(parityCase -> parityCase(parityCase, json.get("tolerance").asDouble()))
                .toList();
    }

    @AfterAll
    void close() {
        model.close();
    }

    Stream<ParityCase> cases() {
        assertThat(cases).isNotEmpty();
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itAnswersWhatItsTrainerSays(ParityCase parity) {
        // When
        ModelOutput output = model.forecast(List.of(parity.input())).get(0);

        // Then
        assertEqual(output.quantiles(), parity.output().quantiles(), parity.tolerance());
        assertEqual(output.changeProbability(), parity.output().changeProbability(), parity.tolerance());
        assertEqual(output.downProbability(), parity.output().downProbability(), parity.tolerance());
    }

    @Test
    void aSeriesIsAnsweredTheSameAmongOthers() {
        // Given
        List<ModelInput> together = cases.stream().map(ParityCase::input).toList();

        // When
        List<ModelOutput> outputs = model.forecast(together);

        // Then
        for (int row = 0; row < outputs.size(); row++) {
            assertEqual(
                    outputs.get(row).quantiles(),
                    model.forecast(List.of(together.get(row))).get(0).quantiles(),
                    1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1 / 4000f, 1 / 7f, 4000f})
    void aScaleFreeModelKnowsNoCurrency(float rate) {
        assumeTrue(model.card().currency().isEmpty());
        for (ParityCase parity : cases) {
            // Given
            ModelInput scaled = new ModelInput(
                    times(parity.input().price(), rate),
                    parity.input().mask(),
                    times(parity.input().peerPrice(), rate),
                    parity.input().attributes());

            // When
            ModelOutput output = model.forecast(List.of(scaled)).get(0);

            // Then
            List<Float> expected = parity.output().quantiles().stream()
                    .map(price -> price * rate)
                    .toList();
            assertEqual(output.quantiles(), expected, SCALE_TOLERANCE);
            assertEqual(output.changeProbability(), parity.output().changeProbability(), SCALE_TOLERANCE);
            assertEqual(output.downProbability(), parity.output().downProbability(), SCALE_TOLERANCE);
        }
    }

    @Test
    void manyThreadsShareIt() {
        // Given
        ModelInput input = cases.get(0).input();
        ModelOutput expected = model.forecast(List.of(input)).get(0);

        // When
        List<ModelOutput> outputs = Stream.generate(() -> input)
                .limit(200)
                .parallel()
                .map(same -> model.forecast(List.of(same)).get(0))
                .toList();

        // Then
        assertThat(outputs).containsOnly(expected);
    }

    private static void assertEqual(List<Float> actual, List<Float> expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int index = 0; index < actual.size(); index++) {
            float value = expected.get(index);
            assertThat(actual.get(index)).isCloseTo(value, within((float) (Math.abs(value) * tolerance + 1e-6)));
        }
    }

    private static float[] times(float[] values, float factor) {
        float[] scaled = values.clone();
        for (int index = 0; index < scaled.length; index++) {
            scaled[index] *= factor;
        }
        return scaled;
    }

    private static ParityCase parityCase(JsonNode json, double tolerance) {
        JsonNode inputs = json.get("inputs");
        JsonNode outputs = json.get("outputs");
        List<Float> quantiles = new ArrayList<>();
        outputs.get("quantiles").forEach(day -> quantiles.addAll(floats(day)));
        return new ParityCase(
                new ModelInput(
                        array(inputs.get("price")),
                        array(inputs.get("mask")),
                        array(inputs.get("peer_price")),
                        StreamSupport.stream(inputs.get("static").spliterator(), false)
                                .mapToLong(JsonNode::asLong)
                                .toArray()),
                new ModelOutput(quantiles, floats(outputs.get("change_prob")), floats(outputs.get("down_prob"))),
                tolerance);
    }

    private static List<Float> floats(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::floatValue)
                .toList();
    }

    private static float[] array(JsonNode json) {
        float[] values = new float[json.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = json.get(index).floatValue();
        }
        return values;
    }
}
