package dev.pricetide.predict.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRegistryTest {

    @TempDir
    Path folder;

    @Test
    void theChampionIsServed() {
        // Given
        new TinyModel().writeChampion(folder);

        // When
        try (ForecastModel model = load(Optional.empty())) {

            // Then
            assertThat(model.card()).hasToString("tiny/1");
            assertThat(model.card().minObserved()).isEqualTo(14);
            assertThat(model.card().companies().code("entel")).isEqualTo(2);
            assertThat(model.card().companies().code("wom")).isZero();
            assertThat(model.card().offers().code("unlocked")).isEqualTo(1);
        }
    }

    static Stream<Arguments> modelsThatBreakTheContract() {
        return Stream.of(
                arguments(
                        new TinyModel().with("contract", "price-forecast/2"),
                        "its metadata \"contract\" is \"price-forecast/2\"; it must be \"price-forecast/1\""),
                arguments(
                        new TinyModel().without("contract"),
                        "it has no metadata \"contract\"; it must be \"price-forecast/1\""),
                arguments(new TinyModel().without("seed").without("cutoff"), "its metadata lacks [cutoff, seed]"),
                arguments(
                        new TinyModel().with("author", "me"),
                        "its metadata has [author], which price-forecast/1 does not know"),
                arguments(new TinyModel().with("window", "30"), "its metadata \"window\" is \"30\"; it must be \"90\""),
                arguments(new TinyModel().with("horizon", "7"), "its metadata \"horizon\" is \"7\"; it must be \"14\""),
                arguments(
                        new TinyModel().with("quantiles", "[0.25, 0.5, 0.75]"),
                        "its metadata \"quantiles\" is \"[0.25, 0.5, 0.75]\"; it must be \"[0.1, 0.5, 0.9]\""),
                arguments(
                        new TinyModel().with("min_observed", "0"),
                        "its metadata \"min_observed\" is \"0\"; it must be a whole number from 1 to 90"),
                arguments(
                        new TinyModel().with("scale_free", "yes"),
                        "its metadata \"scale_free\" is \"yes\"; it must be \"true\" or \"false\""),
                arguments(
                        new TinyModel().with("scale_free", "false"),
                        "its metadata \"currency\" is \"\"; a model that is not scale-free must name an ISO 4217 code"),
                arguments(
                        new TinyModel().with("company_vocabulary", "claro, entel"),
                        "its metadata \"company_vocabulary\" is \"claro, entel\"; it must be a JSON array"),
                arguments(
                        new TinyModel().with("offer_vocabulary", "[\"Unlocked\"]"),
                        "its metadata \"offer_vocabulary\" is \"[\"Unlocked\"]\"; its names must be distinct, trimmed and"
                                + " lower-case"),
                arguments(
                        new TinyModel().callingItsMask("observed"),
                        "its inputs are observed float[-1, 90], peer_price float[-1, 90], price float[-1, 90], static"
                                + " int64[-1, 3]; they must be mask float[-1, 90], peer_price float[-1, 90], price"
                                + " float[-1, 90], static int64[-1, 3]"),
                arguments(new TinyModel().withMaskOf(30), "its inputs are mask float[-1, 30], "),
                arguments(new TinyModel().withAttributesOfDoubles(), "static double[-1, 3]; they must be "));
    }

    @ParameterizedTest
    @MethodSource("modelsThatBreakTheContract")
    void aModelThatBreaksTheContractIsRefused(TinyModel broken, String why) {
        // Given
        broken.writeChampion(folder);

        // When, Then
        assertThatThrownBy(() -> load(Optional.empty()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("The model cannot be served: " + folder.resolve("tiny/1/model.onnx") + ": ")
                .hasMessageContaining(why);
    }

    @Test
    void aModelOfOneCurrencyServesThatOne() {
        // Given
        new TinyModel().with("scale_free", "false").with("currency", "CLP").writeChampion(folder);

        // When
        try (ForecastModel model = load(Optional.of("CLP"))) {

            // Then
            assertThat(model.card().currency()).contains("CLP");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", ""})
    void aModelOfOneCurrencyServesNoOther(String configured) {
        // Given
        new TinyModel().with("scale_free", "false").with("currency", "CLP").writeChampion(folder);
        Optional<String> currency = Optional.of(configured).filter(code -> !code.isEmpty());

        // When, Then
        assertThatThrownBy(() -> load(currency))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("it forecasts prices in CLP only, and pricetide.currency is "
                        + currency.orElse("not set") + "; it must be the same, or the model scale-free");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tiny", "../tiny/1", "tiny/1\ntiny/2"})
    void aChampionMustBeNamed(String line) throws IOException {
        // Given
        Files.writeString(folder.resolve("champion"), line);

        // When, Then
        assertThatThrownBy(() -> load(Optional.empty()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage("The model cannot be served: " + folder.resolve("champion") + ": it says \"" + line
                        + "\"; it must be one line, the <name>/<version> of a model beside it");
    }

    @Test
    void theChampionMustBeThere() throws IOException {
        // Given
        Files.writeString(folder.resolve("champion"), "tiny/2\n");

        // When, Then
        assertThatThrownBy(() -> load(Optional.empty()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(folder.resolve("tiny/2/model.onnx") + ": it cannot be read");
    }

    @Test
    void theChampionMustBeWhatItsFolderSays() throws IOException {
        // Given
        new TinyModel().writeChampion(folder);
        Files.move(folder.resolve("tiny/1"), folder.resolve("tiny/2"));
        Files.writeString(folder.resolve("champion"), "tiny/2\n");

        // When, Then
        assertThatThrownBy(() -> load(Optional.empty()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("it calls itself tiny/1; it must be tiny/2, as its folder says");
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        // Given
        new TinyModel().writeChampion(folder);
        Files.writeString(folder.resolve("tiny/1/model.onnx"), "version https://git-lfs.github.com/spec/v1\n");

        // When, Then
        assertThatThrownBy(() -> load(Optional.empty()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("it is no ONNX model of one file: ");
    }

    @Test
    void theNearestRegistryAboveIsTaken() throws IOException {
        // Given
        Path application = Files.createDirectories(folder.resolve("functions/predict/target"));
        Path registry = Files.createDirectories(folder.resolve("models/registry"));

        // When
        ModelRegistry found = ModelRegistry.at(Optional.empty(), application);

        // Then
        assertThat(found.folder()).isEqualTo(registry);
        assertThat(ModelRegistry.at(Optional.of(application), application).folder())
                .isEqualTo(application);
    }

    private ForecastModel load(Optional<String> currency) {
        return new ModelRegistry(folder).load(currency);
    }
}
