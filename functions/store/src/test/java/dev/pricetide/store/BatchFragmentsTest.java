package dev.pricetide.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchFragmentsTest {

    /** What is stored must be found by later versions and by functions in other languages. */
    @ParameterizedTest
    @CsvSource({"3200, 15", "1, 1", "a.b_c-D, 0", "polygenelubricants, 0"})
    void theBucketOfASeriesNeverChanges(String productId, int bucket) {
        assertThat(BatchFragments.bucket(productId)).isEqualTo(bucket);
    }

    @Test
    void seriesAreSpreadOverAllBuckets() {
        // When
        int[] buckets = IntStream.range(0, 1_000)
                .map(id -> BatchFragments.bucket(String.valueOf(id)))
                .distinct()
                .sorted()
                .toArray();

        // Then
        assertThat(buckets)
                .containsExactly(IntStream.range(0, BatchFragments.BUCKETS).toArray());
    }
}
