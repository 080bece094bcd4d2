package dev.pricetide.local.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OffsetTrackerTest {

    /** Offsets of a partition with gaps, in order. */
    @Provide
    Arbitrary<List<Long>> offsets() {
        return Arbitraries.longs()
                .between(0, 500)
                .set()
                .ofMinSize(1)
                .ofMaxSize(80)
                .map(set -> set.stream().sorted().toList());
    }

    @Property
    void commitsOnlyUpToTheLowestUnfinishedInWhateverOrderRecordsFinish(
            @ForAll("offsets") List<Long> offsets, @ForAll long seed) {
        // Given
        OffsetTracker tracker = new OffsetTracker();
        offsets.forEach(tracker::received);
        Random random = new Random(seed);
        TreeSet<Long> unfinished = new TreeSet<>(offsets);
        long committed = -1;

        for (Long offset : shuffled(offsets, random)) {
            // When
            tracker.finished(offset);
            unfinished.remove(offset);
            long expected = unfinished.isEmpty() ? offsets.get(offsets.size() - 1) + 1 : unfinished.first();

            // Then
            if (expected > committed) {
                assertThat(tracker.toCommit()).hasValue(expected);
            } else {
                assertThat(tracker.toCommit()).isEmpty();
            }
            if (random.nextBoolean()) {
                tracker.committed(expected);
                committed = expected;
            }
        }
    }

    @Property
    void aRecordThatNobodyWantsIsPassedButNeverPassesAnUnfinishedOne(
            @ForAll("offsets") List<Long> offsets, @ForAll Set<Long> wanted) {
        // Given
        OffsetTracker tracker = new OffsetTracker();

        // When
        for (Long offset : offsets) {
            if (wanted.contains(offset)) {
                tracker.received(offset);
            } else {
                tracker.passed(offset);
            }
        }

        // Then
        long last = offsets.get(offsets.size() - 1);
        assertThat(tracker.toCommit())
                .hasValue(offsets.stream()
                        .filter(wanted::contains)
                        .min(Comparator.naturalOrder())
                        .orElse(last + 1));
    }

    @Property
    void aRecordThatIsReadAgainAfterItFinishedMayFinishAgain(@ForAll("offsets") List<Long> offsets) {
        // Given
        OffsetTracker tracker = new OffsetTracker();
        offsets.forEach(tracker::received);
        offsets.forEach(tracker::finished);
        long end = tracker.toCommit().orElseThrow();
        tracker.committed(end);

        // When
        offsets.forEach(tracker::received);
        offsets.forEach(tracker::finished);

        // Then
        assertThat(tracker.toCommit()).isEmpty();
        assertThat(tracker.unfinished()).isZero();
    }

    private static List<Long> shuffled(List<Long> offsets, Random random) {
        List<Long> shuffled = new java.util.ArrayList<>(offsets);
        java.util.Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
