package dev.pricetide.predict.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The UTC days whose prices a forecast can depend on: the window, and before it the days from which a competitor's
 * price may still be carried into it.
 *
 * @param origin the last day
 */
public record History(LocalDate origin) {

    /** Days that a model sees; the last one is the origin. */
    public static final int WINDOW = 90;

    /** For how many days a competitor's price is taken to hold. */
    public static final int PEER_CARRY_DAYS = 7;

    /** All days of the history. */
    public static final int DAYS = PEER_CARRY_DAYS + WINDOW;

    /** The history of a group whose latest measure is from that instant. */
    public static History endingAt(Instant latest) {
        return new History(day(latest));
    }

    /** The first day. */
    public LocalDate first() {
        return origin.minusDays(DAYS - 1L);
    }

    /** The first day's first instant. */
    public Instant start() {
        return first().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first instant after the last day. */
    public Instant end() {
        return origin.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The UTC years that the days lie in, one or two. */
    public List<Integer> years() {
        return IntStream.rangeClosed(first().getYear(), origin.getYear())
                .boxed()
                .toList();
    }

    /** Days from the first to that instant's; below 0 or from {@link #DAYS} where it lies outside. */
    int indexOf(Instant instant) {
        return Math.toIntExact(ChronoUnit.DAYS.between(first(), day(instant)));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
