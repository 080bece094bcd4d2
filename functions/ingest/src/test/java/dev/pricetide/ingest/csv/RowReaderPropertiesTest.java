package dev.pricetide.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A second opinion: where a CSV is well formed, our rows are those of another reader. */
class RowReaderPropertiesTest {

    @Property
    void reads_what_FastCSV_writes(@ForAll("records") List<List<String>> records) throws IOException {
        // Given
        StringWriter csv = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(csv)) {
            records.forEach(writer::writeRecord);
        }

        // When, Then
        assertThat(RowReaderTest.read(csv.toString())).isEqualTo(records);
    }

    @Property(tries = 5000)
    void where_no_row_is_faulty_FastCSV_reads_the_same(@ForAll("texts") String csv) throws IOException {
        // Given
        List<List<String>> rows = RowReaderTest.read(csv);
        Assume.that(!rows.contains(null));

        // When
        List<List<String>> expected =
                CsvReader.builder().allowExtraFields(true).allowMissingFields(true).ofCsvRecord(csv).stream()
                        .map(CsvRecord::getFields)
                        .toList();

        // Then
        assertThat(rows).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<List<String>>> records() {
        return fields().list().ofMinSize(2).ofMaxSize(4).list().ofMaxSize(8);
    }

    private static Arbitrary<String> fields() {
        return Arbitraries.strings()
                .withChars("ab\",\n\r é📱".toCharArray())
                .ofMaxLength(8)
                .filter(RowReaderPropertiesTest::isText);
    }

    @Provide
    Arbitrary<String> texts() {
        // No CR alone: FastCSV 4.0.0 loses a quoted field that ends with one, where an LF ends the row.
        return Arbitraries.of("a", "é", "\"", "\"\"", ",", "\n", "\r\n")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    /** No half of a surrogate pair. */
    private static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
