package dev.pricetide.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchIdTest {

    @Test
    void theIngestTimeIsTheMillisecondOfTheUuid() {
        // The example of RFC 9562, appendix A.6: 2022-02-22 19:22:22.000 UTC.
        assertThat(BatchId.parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F").ingestTime())
                .isEqualTo("2022-02-22T19:22:22Z");
    }

    @Property(tries = 200)
    void aNewIdKeepsItsMillisecondAndIsAUuidv7(@ForAll @LongRange(min = 0, max = 253402300799999L) long millisecond) {
        // When
        BatchId id = BatchId.at(Instant.ofEpochMilli(millisecond));

        // Then
        assertThat(id.ingestTime().toEpochMilli()).isEqualTo(millisecond);
        assertThat(BatchId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void newIdsOfOneMillisecondDiffer() {
        // Given
        Instant now = Instant.now();
        Set<BatchId> ids = new HashSet<>();

        // When
        for (int i = 0; i < 10_000; i++) {
            ids.add(BatchId.at(now));
        }

        // Then
        assertThat(ids).hasSize(10_000);
    }

    @Property(tries = 200)
    void aLaterBatchWritesAfterEveryFragmentOfAnEarlierOne(
            @ForAll @LongRange(min = 0, max = 253402300799998L) long millisecond,
            @ForAll @IntRange(min = 0, max = BatchId.MAX_FRAGMENTS - 1) int fragment) {
        // Given
        BatchId earlier = BatchId.at(Instant.ofEpochMilli(millisecond));
        BatchId later = BatchId.at(Instant.ofEpochMilli(millisecond + 1));

        // Then
        assertThat(earlier.writeTimestamp(fragment)).isLessThan(later.writeTimestamp(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "418936",
                "01890a5d-ac96-774b-bcce-b302099a805",
                "1890a5d-ac96-774b-bcce-b302099a8057",
                "01890a5d-ac96-474b-bcce-b302099a8057",
                "01890a5d-ac96-774b-0cce-b302099a8057"
            })
    void whatIsNoUuidv7IsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchId.parse(text))
                .withMessageContaining(text)
                .withMessageContaining("is not a UUIDv7");
    }
}
