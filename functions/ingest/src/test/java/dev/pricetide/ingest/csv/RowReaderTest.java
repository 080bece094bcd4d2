package dev.pricetide.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one row is; that of whole batches is in {@code batches.txt}. */
class RowReaderTest {

    @Test
    void a_row_of_64_KiB_is_read_and_a_longer_one_refused() throws IOException {
        // Given
        String longest = "a".repeat(RowReader.MAX_ROW_BYTES - 2) + ",b";

        // When, Then
        assertThat(read(longest + "\r\nc,d"))
                .isEqualTo(List.of(List.of(longest.substring(0, longest.length() - 2), "b"), List.of("c", "d")));
        RowReader rows = reader("x,y\n" + longest + "b\nc,d");
        rows.next();
        assertThat(rows.next()).isTrue();
        assertThat(rows.fault()).contains(new RowFault(RowFault.WHOLE_ROW, "the row is longer than 64 KiB"));
        assertThat(rows.text()).isEqualTo("a".repeat(Excerpt.MAX_BYTES));
        assertThat(rows.next()).isTrue();
        assertThat(rows.line()).isEqualTo(3);
        assertThat(rows.field(1)).isEqualTo("d");
        assertThat(rows.next()).isFalse();
    }

    @Test
    void a_line_of_many_megabytes_is_one_refused_row() throws IOException {
        // Given
        RowReader rows = reader("a".repeat(5_000_000) + "\n\"" + "b\n".repeat(40_000) + "\",c\nd");

        // When
        int faults = 0;
        int read = 0;
        while (rows.next()) {
            faults += rows.fault().isPresent() ? 1 : 0;
            read++;
        }

        // Then: the long line, the line of the opening quote, that of the closing one
        assertThat(faults).isEqualTo(3);
        assertThat(read).isEqualTo(1 + 40_000 + 1 + 1);
    }

    @Test
    void an_excerpt_splits_no_character() throws IOException {
        // Given: 1023 bytes before a character of four
        RowReader rows = reader("a".repeat(Excerpt.MAX_BYTES - 1) + "📱,b");

        // When
        rows.next();

        // Then
        assertThat(rows.text()).isEqualTo("a".repeat(Excerpt.MAX_BYTES - 1));
    }

    @Test
    void an_excerpt_of_what_is_no_UTF8_is_no_longer_than_others() throws IOException {
        // Given: each of these bytes becomes a character of three
        byte[] csv = new byte[3000];
        Arrays.fill(csv, (byte) 0xFF);
        RowReader rows = new RowReader(new ByteArrayInputStream(csv));

        // When
        rows.next();

        // Then
        assertThat(rows.text()).isEqualTo("\uFFFD".repeat(Excerpt.MAX_BYTES / 3));
    }

    private static RowReader reader(String csv) throws IOException {
        return new RowReader(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }

    /** Each row's fields, null for a faulty row. */
    static List<List<String>> read(String csv) throws IOException {
        RowReader rows = reader(csv);
        List<List<String>> read = new ArrayList<>();
        while (rows.next()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; rows.fault().isEmpty() && i < rows.fields(); i++) {
                fields.add(rows.field(i));
            }
            read.add(rows.fault().isEmpty() ? fields : null);
        }
        return read;
    }
}
