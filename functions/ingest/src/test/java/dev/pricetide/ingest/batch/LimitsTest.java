package dev.pricetide.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.Events;
import io.cloudevents.CloudEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final String ROW = "p%d,2021-03-01,P,CL,Paris,951,unlocked,%d\n";
    private static final Limits TIGHT = new Limits(1_000, 3, 2, 60, 100, 10);

    @Test
    void one_row_too_many_refuses_the_batch() {
        assertRefused(rows(4, 1), TIGHT, "Line 5: a batch can have at most 3 rows; send it as several batches.");
    }

    @Test
    void one_series_too_many_refuses_the_batch() {
        assertRefused(
                rows(3, 3),
                TIGHT,
                "Line 4: a batch can have at most 2 different product_ids and 60 characters of their names; "
                        + "send it as several batches.");
    }

    @Test
    void too_long_names_refuse_the_batch() {
        assertRefused(
                "p1,2021-03-01," + "P".repeat(60) + ",CL,Paris,951,unlocked,1\n",
                TIGHT,
                "Line 2: a batch can have at most 2 different product_ids and 60 characters of their names; "
                        + "send it as several batches.");
    }

    @Test
    void one_byte_too_many_refuses_the_batch() {
        int bytes = (ReadBatch.HEADER + rows(3, 1)).length();
        Limits enough = new Limits(bytes, 3, 2, 60, 100, 10);
        Limits tooFew = new Limits(bytes - 1, 3, 2, 60, 100, 10);

        assertThat(ReadBatch.of(csv(rows(3, 1)), enough).totals().rows()).isEqualTo(3);
        assertRefused(
                rows(3, 1), tooFew, "The batch has more than " + (bytes - 1) + " bytes; send it as several batches.");
    }

    @Test
    void rows_of_a_series_beyond_a_thousand_fragments_are_refused() {
        // Given
        Limits oneRowFragments = new Limits(1 << 20, 2_000, 10, 1_000, 100, 1);

        // When
        ReadBatch read = ReadBatch.of(csv(rows(1_002, 1)), oneRowFragments);

        // Then
        assertThat(read.fragments()).hasSize(BatchId.MAX_FRAGMENTS);
        assertThat(read.refusals()).extracting(row -> row.line()).containsExactly(1_002L, 1_003L);
        assertThat(read.refusals().get(0).reason())
                .isEqualTo("product_id p0 has 1000 fragments in this batch, the most that a series can have; "
                        + "send the rest as another batch");
    }

    @Test
    void whenever_too_many_rows_wait_all_are_cut_and_a_full_series_before() {
        // Given: rows p0 p1 p2 p0 | p1 p2 p0 p1 | p2 p0 p1 p2, then p3 alone
        Limits four = new Limits(1 << 20, 100, 10, 1_000, 4, 3);
        String row = "p3,2021-03-01,P,CL,Paris,951,unlocked,1\n";

        // When
        ReadBatch read = ReadBatch.of(csv(rows(12, 3) + row.repeat(4)), four);

        // Then
        assertThat(read.fragments())
                .extracting(fragment -> fragment.series().productId() + "/" + fragment.fragment() + ":"
                        + fragment.prices().size())
                .containsExactly(
                        "p0/0:2", "p1/0:1", "p2/0:1", "p0/1:1", "p1/1:2", "p2/1:1", "p0/2:1", "p1/2:1", "p2/2:2",
                        "p3/0:3", "p3/1:1");
    }

    @Test
    void the_largest_events_stay_under_512_KiB() {
        // Given: names that JSON writes six times as long, and the longest prices and instants
        String name = "\u0001".repeat(255) + "x";
        String good = "p,2021-03-01T00:00:00.123Z," + name + "," + name + "," + name + ",951," + name
                + ",999999999999999.999999\n";
        String bad = "p" + "\u0001".repeat(2_000) + ",,,,,,,\n";

        // When
        ReadBatch read = ReadBatch.of(csv(good.repeat(2_000) + bad.repeat(200)), Limits.STANDARD);

        // Then
        assertThat(read.fragments()).hasSize(1);
        assertThat(read.parts()).hasSizeGreaterThan(3);
        assertThat(read.refusals()).hasSize(200);
        assertThat(read.events())
                .allSatisfy(
                        event -> assertThat(event.getData().toBytes().length).isLessThan(Events.MAX_BYTES - 16 * 1024));
    }

    @Test
    void only_the_last_part_of_many_has_the_totals() {
        // When
        ReadBatch read = ReadBatch.of(csv("x,,,,,,,\n".repeat(10_000)), Limits.STANDARD);

        // Then
        assertThat(read.parts()).hasSizeGreaterThan(2);
        assertThat(read.parts())
                .extracting(part -> part.part())
                .isEqualTo(IntStream.range(0, read.parts().size()).boxed().toList());
        assertThat(read.parts().subList(0, read.parts().size() - 1))
                .allSatisfy(part -> assertThat(part.totals()).isEmpty());
        assertThat(read.parts().get(read.parts().size() - 1).totals()).contains(read.totals());
    }

    @Test
    void a_stream_that_breaks_off_gives_no_totals() {
        // Given
        InputStream broken = new SequenceInputStream(csv(rows(30, 3)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        });
        List<CloudEvent> events = new ArrayList<>();
        Limits small = new Limits(1 << 20, 100, 10, 1_000, 9, 5);

        // When, Then
        assertThatThrownBy(() -> new BatchReader(ReadBatch.BATCH, small, events::add).read(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
        assertThat(new ReadBatch(null, events).fragments()).isNotEmpty();
        assertThat(new ReadBatch(null, events).parts()).isEmpty();
    }

    private static void assertRefused(String rows, Limits limits, String sentence) {
        assertThatThrownBy(() -> ReadBatch.of(csv(rows), limits))
                .isInstanceOf(BatchRefusedException.class)
                .hasMessage(sentence)
                .extracting(e -> ((BatchRefusedException) e).kind())
                .isEqualTo(BatchRefusedException.Kind.TOO_LARGE);
    }

    private static String rows(int count, int series) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append(ROW.formatted(i % series, i + 1));
        }
        return rows.toString();
    }

    private static InputStream csv(String rows) {
        return new ByteArrayInputStream((ReadBatch.HEADER + rows).getBytes(StandardCharsets.UTF_8));
    }
}
