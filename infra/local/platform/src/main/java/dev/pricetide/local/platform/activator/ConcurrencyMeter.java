package dev.pricetide.local.platform.activator;

import java.time.Duration;

/** Requests at once, as averages over the last whole seconds; a request counts for as long as it lasts. */
final class ConcurrencyMeter {
    private static final long SECOND = 1_000_000_000L;

    private final double[] seconds;
    private final long start;
    private int current;
    private long measuredUntil;
    private long busyUntil;

    /**
     * @param longest the longest time over which an average will be wanted
     * @param now in nanoseconds of any clock that does not jump, here as in all calls
     */
    ConcurrencyMeter(Duration longest, long now) {
        this.seconds = new double[Math.toIntExact(longest.toSeconds()) + 1];
        this.start = now;
        this.measuredUntil = now;
        this.busyUntil = now;
    }

    void change(long now, int difference) {
        measure(now);
        current += difference;
        busyUntil = now;
    }

    /** How long there has been no request at all. */
    Duration idle(long now) {
        measure(now);
        return Duration.ofNanos(now - busyUntil);
    }

    /** The average over the last whole seconds, or over as many as there have been. */
    double average(long now, Duration over) {
        measure(now);
        long whole = (now - start) / SECOND;
        long counted = Math.min(Math.max(1, over.toSeconds()), whole);
        double sum = 0;
        for (long second = whole - counted; second < whole; second++) {
            sum += seconds[slot(second)];
        }
        return counted == 0 ? current : sum / counted;
    }

    private void measure(long now) {
        while (measuredUntil < now) {
            long second = (measuredUntil - start) / SECOND;
            long end = Math.min(now, start + (second + 1) * SECOND);
            if ((measuredUntil - start) % SECOND == 0) {
                seconds[slot(second)] = 0;
            }
            seconds[slot(second)] += current * (double) (end - measuredUntil) / SECOND;
            measuredUntil = end;
            if (current > 0) {
                busyUntil = end;
            }
        }
    }

    private int slot(long second) {
        return Math.toIntExact(second % seconds.length);
    }
}
