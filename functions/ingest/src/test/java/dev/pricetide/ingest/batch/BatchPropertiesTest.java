package dev.pricetide.ingest.batch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pricetide.events.BatchReceived.RejectedRow;
import dev.pricetide.events.SeriesMeasured;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchPropertiesTest {

    /** So few that every way to cut a fragment comes up. */
    private static final Limits SMALL = new Limits(1 << 20, 10_000, 1_000, 1_000_000, 7, 3);

    @Property(tries = 500)
    void the_same_bytes_give_the_same_events_in_whatever_pieces_they_arrive(
            @ForAll("bytes") byte[] rows, @ForAll("pieces") List<Integer> pieces) {
        // Given
        byte[] csv = concat(ReadBatch.HEADER.getBytes(StandardCharsets.UTF_8), rows);

        // When
        ReadBatch whole = ReadBatch.of(new ByteArrayInputStream(csv), SMALL);
        ReadBatch inPieces = ReadBatch.of(new PieceByPiece(csv, pieces), SMALL);

        // Then
        assertThat(inPieces).isEqualTo(whole);
    }

    @Property(tries = 500)
    void every_row_is_in_one_fragment_or_one_refusal(@ForAll("rows") List<Row> rows) {
        // Given: each row's price is its number, so that it can be found again
        StringBuilder csv = new StringBuilder(ReadBatch.HEADER);
        for (int i = 0; i < rows.size(); i++) {
            csv.append(rows.get(i).line(i + 1)).append('\n');
        }

        // When
        ReadBatch read = ReadBatch.of(new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)), SMALL);

        // Then
        List<Long> found = Stream.concat(
                        read.fragments().stream()
                                .flatMap(f -> f.prices().stream())
                                .map(BigDecimal::longValueExact),
                        read.refusals().stream().map(RejectedRow::line).map(line -> line - 1))
                .sorted()
                .toList();
        assertThat(found).hasSize(rows.size()).doesNotHaveDuplicates();
        assertThat(read.totals().rows()).isEqualTo(rows.size());
        assertThat(read.totals().rejected())
                .isEqualTo(rows.stream().filter(row -> !row.valid()).count());
    }

    @Property(tries = 500)
    void fragments_are_numbered_and_keep_the_order_of_their_series(@ForAll("rows") List<Row> rows) {
        // Given
        StringBuilder csv = new StringBuilder(ReadBatch.HEADER);
        for (int i = 0; i < rows.size(); i++) {
            csv.append(rows.get(i).line(i + 1)).append('\n');
        }

        // When
        ReadBatch read = ReadBatch.of(new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)), SMALL);

        // Then
        Map<String, List<SeriesMeasured>> bySeries = read.fragments().stream()
                .collect(groupingBy(fragment -> fragment.series().productId()));
        bySeries.forEach((product, fragments) -> {
            for (int i = 0; i < fragments.size(); i++) {
                assertThat(fragments.get(i).fragment()).isEqualTo(i);
                assertThat(fragments.get(i).prices()).hasSizeLessThanOrEqualTo(SMALL.fragmentRows());
            }
            assertThat(fragments.stream().flatMap(f -> f.prices().stream()).toList())
                    .isSorted();
        });
        assertThat(read.events().stream().map(event -> event.getId()).toList()).doesNotHaveDuplicates();
    }

    record Row(int product, boolean valid) {
        String line(int number) {
            return "p" + product + ",2021-03-01,P,CL,C" + product + ",g,o," + (valid ? number : -number);
        }
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 9))
                .as((product, luck) -> new Row(product, luck > 0))
                .list()
                .ofMaxSize(60);
    }

    /** Rows, and all that can be wrong with them. */
    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<String> piece = Arbitraries.of(
                "p1,2021-03-01,P,CL,C,g,o,1\n",
                "p2,2021-03-02,P,CL,D,g,o,2\r\n",
                "\"",
                "\"\"",
                ",",
                "\n",
                "\r",
                "a",
                "é",
                "📱",
                "\u0000",
                "1");
        return piece.list().ofMaxSize(80).map(pieces -> {
            byte[] bytes = pieces.stream().collect(joining()).getBytes(StandardCharsets.UTF_8);
            // A byte lost now and then breaks UTF-8 too.
            return bytes.length % 3 == 0 ? without(bytes, bytes.length / 2) : bytes;
        });
    }

    @Provide
    Arbitrary<List<Integer>> pieces() {
        return Arbitraries.integers().between(1, 9).list().ofMinSize(1).ofMaxSize(20);
    }

    private static byte[] without(byte[] bytes, int index) {
        List<Byte> list = new ArrayList<>();
        for (byte octet : bytes) {
            list.add(octet);
        }
        if (!list.isEmpty()) {
            list.remove(index);
        }
        byte[] rest = new byte[list.size()];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = list.get(i);
        }
        return rest;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
