package dev.pricetide.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pricetide.events.BatchReceived;
import dev.pricetide.events.BatchReceived.RejectedRow;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesMeasured;
import io.cloudevents.CloudEvent;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchContractTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("acceptable")
    void gives_the_fragments_and_refusals_of_the_case(BatchCase given) {
        // When
        ReadBatch read = ReadBatch.of(new ByteArrayInputStream(given.csv()), Limits.STANDARD);

        // Then
        assertThat(read.fragments()).extracting(BatchContractTest::text).isEqualTo(given.fragments());
        assertThat(read.refusals()).extracting(BatchContractTest::text).isEqualTo(given.refusals());
        long measures =
                read.fragments().stream().mapToLong(f -> f.prices().size()).sum();
        assertThat(read.totals())
                .isEqualTo(new BatchReceived.Totals(
                        measures + given.refusals().size(),
                        given.fragments().size(),
                        (int) read.fragments().stream()
                                .map(SeriesMeasured::series)
                                .distinct()
                                .count(),
                        given.refusals().size()));
        assertThat(read.parts().get(read.parts().size() - 1).totals()).contains(read.totals());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses_the_whole_batch_with_the_sentence_of_the_case(BatchCase given) {
        // Given
        List<CloudEvent> events = new ArrayList<>();
        BatchReader reader = new BatchReader(ReadBatch.BATCH, Limits.STANDARD, events::add);

        // When, Then
        assertThatThrownBy(() -> reader.read(new ByteArrayInputStream(given.csv())))
                .isInstanceOf(BatchRefusedException.class)
                .hasMessage(given.refused());
        assertThat(events).isEmpty();
    }

    static Stream<BatchCase> acceptable() {
        return BatchCase.all().filter(given -> given.refused().isEmpty());
    }

    static Stream<BatchCase> refused() {
        return BatchCase.all().filter(given -> !given.refused().isEmpty());
    }

    private static String text(SeriesMeasured fragment) {
        Series series = fragment.series();
        Stream<String> measures = IntStream.range(0, fragment.prices().size())
                .mapToObj(i ->
                        fragment.instants().get(i) + "=" + fragment.prices().get(i));
        return series.productId() + "/" + fragment.fragment() + " "
                + String.join(
                        "|",
                        series.product(),
                        series.country(),
                        series.company(),
                        series.productGroupId(),
                        series.offerType())
                + " " + String.join(" ", measures.toList());
    }

    private static String text(RejectedRow row) {
        return row.line() + "|" + row.column() + "|" + row.reason() + "|" + row.text();
    }
}
