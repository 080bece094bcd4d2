package dev.pricetide.query.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pricetide.query.storage.BatchTally.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchTallyTest {

    record Fragment(String product, Integer rows, String importState, String forecastState) {}

    @Property
    void bucketsCountedOneByOneGiveWhatAllFragmentsGiveAtOnce(@ForAll("batches") List<Fragment> fragments) {
        // Given: each series' fragments together, as a partition has them, and the series spread over buckets
        Map<String, List<Fragment>> series = fragments.stream().collect(Collectors.groupingBy(Fragment::product));
        BatchTally whole = new BatchTally();

        // When
        for (int bucket = 0; bucket < 3; bucket++) {
            BatchTally tally = new BatchTally();
            for (Map.Entry<String, List<Fragment>> one : series.entrySet()) {
                if (Math.floorMod(one.getKey().hashCode(), 3) == bucket) {
                    one.getValue().forEach(of -> tally.add(of.product, of.rows, of.importState, of.forecastState));
                }
            }
            whole.add(tally);
        }

        // Then
        assertThat(whole.fragments()).isEqualTo(fragments.size());
        assertThat(whole.storedRows()).isEqualTo(rows(fragments, "stored"));
        assertThat(whole.rejectedRows()).isEqualTo(rows(fragments, "rejected"));
        assertThat(whole.imported()).isEqualTo((int)
                fragments.stream().filter(of -> of.importState != null).count());
        assertThat(whole.uncounted()).isEqualTo((int) fragments.stream()
                .filter(of -> of.importState != null && of.rows == null)
                .count());
        assertThat(whole.series()).isEqualTo(series.size());
        for (Outcome outcome : Outcome.values()) {
            assertThat(whole.series(outcome)).as(outcome.name()).isEqualTo((int) series.values().stream()
                    .filter(of -> outcome(of) == outcome)
                    .count());
        }
    }

    /** The definition, series by series. */
    private static Outcome outcome(List<Fragment> series) {
        List<Fragment> accepted =
                series.stream().filter(of -> !"rejected".equals(of.importState)).toList();
        if (accepted.stream().anyMatch(of -> of.forecastState == null)) {
            return Outcome.OPEN;
        }
        if (accepted.stream().anyMatch(of -> of.forecastState.equals("forecast"))) {
            return Outcome.FORECAST;
        }
        return accepted.stream().anyMatch(of -> of.forecastState.equals("too-short"))
                ? Outcome.TOO_SHORT
                : Outcome.REJECTED;
    }

    private static long rows(List<Fragment> fragments, String importState) {
        return fragments.stream()
                .filter(of -> importState.equals(of.importState) && of.rows != null)
                .mapToLong(Fragment::rows)
                .sum();
    }

    @Provide
    Arbitrary<List<Fragment>> batches() {
        return Combinators.combine(
                        Arbitraries.strings().withCharRange('a', 'f').ofLength(1),
                        Arbitraries.integers().between(1, 2_000).injectNull(0.1),
                        Arbitraries.of("stored", "rejected").injectNull(0.2),
                        Arbitraries.of("forecast", "too-short", "rejected").injectNull(0.2))
                .as(Fragment::new)
                .list()
                .ofMaxSize(20);
    }
}
