package dev.pricetide.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch that is many times the memory. In a JVM of its own, which ends with an error where the memory is too little. */
class MemoryTest {

    @ParameterizedTest
    @CsvSource({
        "good, 400000, 'Totals[rows=400000, fragments=20000, series=5000, rejected=0]'",
        "bad, 50000, 'Totals[rows=50000, fragments=0, series=0, rejected=50000]'"
    })
    void a_large_batch_needs_little_memory(String kind, String rows, String totals)
            throws IOException, InterruptedException {
        // Given
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeBatch.class.getName(),
                        kind,
                        rows)
                .redirectErrorStream(true)
                .start();

        // When
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(output.strip()).isEqualTo(totals);
        assertThat(java.waitFor()).isZero();
    }
}
