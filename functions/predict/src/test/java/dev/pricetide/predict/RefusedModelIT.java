package dev.pricetide.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pricetide.predict.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged function ends at its start, with one sentence, where its model cannot be served. */
class RefusedModelIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");

    @TempDir
    Path folder;

    private Path output;
    private Process function;

    @BeforeEach
    void isPackaged() {
        assumeTrue(Files.exists(APPLICATION), "a native executable was built instead");
    }

    @AfterEach
    void end() {
        if (function != null) {
            function.destroyForcibly();
        }
    }

    @Test
    void aModelForAnotherCurrency() throws Exception {
        // Given
        new TinyModel().with("scale_free", "false").with("currency", "CLP").writeChampion(folder);

        // When
        start("-Dpricetide.currency=EUR");

        // Then
        assertRefused(folder.resolve("tiny/1/model.onnx")
                + ": it forecasts prices in CLP only, and pricetide.currency is EUR; it must be the same, or the model"
                + " scale-free");
    }

    @Test
    void aModelOfAnotherContract() throws Exception {
        // Given
        new TinyModel().with("contract", "price-forecast/2").writeChampion(folder);

        // When
        start("-Dpricetide.currency=CLP");

        // Then
        assertRefused(folder.resolve("tiny/1/model.onnx")
                + ": its metadata \"contract\" is \"price-forecast/2\"; it must be \"price-forecast/1\"");
    }

    private void start(String option) throws IOException {
        output = folder.resolve("output");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-Dquarkus.http.port=0",
                "-jar",
                APPLICATION.toString());
        command.environment().put("PRICETIDE_MODEL_REGISTRY", folder.toString());
        function = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private void assertRefused(String why) throws Exception {
        assertThat(function.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(function.exitValue()).isEqualTo(1);
        assertThat(Files.readString(output))
                .contains("The model cannot be served: " + why)
                .doesNotContain("\tat ");
    }
}
