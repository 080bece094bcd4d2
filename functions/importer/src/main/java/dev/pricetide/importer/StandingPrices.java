package dev.pricetide.importer;

import dev.pricetide.events.SeriesMeasured;
import dev.pricetide.step.RejectedException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The prices of a fragment that stand: of those at the same millisecond the last one. Cassandra could not tell, for all
 * of a fragment is written with one timestamp, and of two cells with the same one the greater value would stand.
 *
 * @param byInstant at least one, by instant to the millisecond
 */
record StandingPrices(NavigableMap<Instant, BigDecimal> byInstant) {

    /** What ISO dates with four digits can say; beyond it write timestamps in microseconds would overflow. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    StandingPrices {
        byInstant = Collections.unmodifiableNavigableMap(byInstant);
    }

    /** @throws RejectedException if an instant cannot be stored */
    static StandingPrices of(SeriesMeasured fragment) {
        NavigableMap<Instant, BigDecimal> byInstant = new TreeMap<>();
        for (int i = 0; i < fragment.instants().size(); i++) {
            byInstant.put(
                    fragment.instants().get(i).truncatedTo(ChronoUnit.MILLIS),
                    fragment.prices().get(i));
        }
        requireStorable(byInstant.firstKey());
        requireStorable(byInstant.lastKey());
        return new StandingPrices(byInstant);
    }

    Instant first() {
        return byInstant.firstKey();
    }

    Instant last() {
        return byInstant.lastKey();
    }

    /** The prices by UTC year, which is how they are partitioned. */
    SortedMap<Integer, Map<Instant, BigDecimal>> byYear() {
        SortedMap<Integer, Map<Instant, BigDecimal>> years = new TreeMap<>();
        byInstant.forEach((instant, price) -> years.computeIfAbsent(
                        instant.atOffset(ZoneOffset.UTC).getYear(), year -> new TreeMap<>())
                .put(instant, price));
        return years;
    }

    private static void requireStorable(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new RejectedException(
                    "invalid-data", "instants has " + instant + "; it must be from " + EARLIEST + " to " + LATEST);
        }
    }
}
