package dev.pricetide.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventSizeTest {

    @Test
    void theLargestFragmentStaysFarBelowTheLimit() {
        // Given: every text as long as it may be, in the characters that take the most bytes
        String text = "\u20ac".repeat(256);
        String id = "x".repeat(64);
        Instant instant = Instant.parse("2021-12-31T23:59:59.999Z");
        BigDecimal price = new BigDecimal("999999999999999.999999");
        SeriesMeasured largest = new SeriesMeasured(
                BatchId.at(instant),
                999,
                new Series(id, text, text, text, id, text),
                IntStream.range(0, SeriesMeasured.MAX_MEASURES)
                        .mapToObj(i -> instant.minusMillis(i))
                        .toList(),
                List.copyOf(Collections.nCopies(SeriesMeasured.MAX_MEASURES, price)));

        // When
        int bytes = Events.write(largest, EventSource.INGEST, "id", instant)
                .getData()
                .toBytes()
                .length;

        // Then
        assertThat(bytes).isLessThan(Events.MAX_BYTES / 2);
    }
}
