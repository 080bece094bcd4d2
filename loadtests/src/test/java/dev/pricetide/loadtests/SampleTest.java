package dev.pricetide.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final Path FILE =
            Path.of(System.getProperty("pricetide.root")).resolve("models/data/sample-group-23.csv");

    @Test
    void withoutASuffixTheCsvIsTheFileButForItsIndex() throws IOException {
        // When
        String csv = new String(Sample.read(FILE, "").csv(), StandardCharsets.UTF_8);

        // Then
        assertThat(csv.lines().map(SampleTest::withoutIndex))
                .containsExactlyElementsOf(Files.readAllLines(FILE).stream()
                        .map(SampleTest::withoutIndex)
                        .toList());
    }

    @Test
    void aSuffixMakesItOtherProducts() throws IOException {
        // When
        Sample sample = Sample.read(FILE, "-1");

        // Then
        assertThat(sample.group()).isEqualTo("23-1");
        assertThat(sample.series()).isEqualTo(9);
        assertThat(sample.rows()).hasSize(4_610).allMatch(row -> row.productId().endsWith("-1"));
    }

    private static String withoutIndex(String line) {
        return line.substring(line.indexOf(','));
    }
}
