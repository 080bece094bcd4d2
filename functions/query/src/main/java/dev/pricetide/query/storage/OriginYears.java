package dev.pricetide.query.storage;

import dev.pricetide.query.domain.CatalogueSeries;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * The years in which the newest forecasts and alerts of a series lie. A series is forecast as of its group's latest
 * measured day as long as it was itself measured in the 14 days up to it, so no origin is later than its own last
 * measure + 13 days; the year before the last measure's is as far back as anything recent can be.
 */
final class OriginYears {

    private static final Duration LATEST_ORIGIN = Duration.ofDays(13);

    private OriginYears() {}

    /** Newest first, without repetition. */
    static List<Integer> of(CatalogueSeries series) {
        int last = series.lastMeasured().atZone(ZoneOffset.UTC).getYear();
        int latest =
                series.lastMeasured().plus(LATEST_ORIGIN).atZone(ZoneOffset.UTC).getYear();
        return Stream.of(latest, last, last - 1).distinct().toList();
    }
}
