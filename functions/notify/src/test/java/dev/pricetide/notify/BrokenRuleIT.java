package dev.pricetide.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The packaged function, started with a rule that cannot be. */
class BrokenRuleIT {

    private static final Path FUNCTION = Path.of("target", "quarkus-app", "quarkus-run.jar");

    @Test
    void theFunctionDoesNotStartAndSaysWhyInOneSentence() throws Exception {
        // Given
        assumeTrue(Files.exists(FUNCTION), "a native build has no " + FUNCTION);
        ProcessBuilder start = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Dquarkus.http.port=0",
                        "-Dpricetide.rules.price-drop.horizon=30",
                        "-jar",
                        FUNCTION.toString())
                .redirectErrorStream(true);

        // When
        Process function = start.start();
        String output = new String(function.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(function.waitFor()).isNotZero();
        assertThat(output)
                .contains("pricetide.rules.price-drop.horizon: it is 30 and must be 1 to 14 days")
                .doesNotContain("\tat ");
    }
}
