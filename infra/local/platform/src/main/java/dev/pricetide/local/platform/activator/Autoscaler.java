package dev.pricetide.local.platform.activator;

import dev.pricetide.local.platform.manifest.ScalingManifest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many processes a function should have, by the rules of Knative's pod autoscaler: enough for the average concurrency
 * of the window; in a burst, which the last tenth of the window shows, enough for that and no fewer until it has been
 * over for a window.
 */
final class Autoscaler {
    private record Wanted(long at, int processes) {}

    private final ScalingManifest scaling;
    private final int most;
    private final Duration panicWindow;
    private final Deque<Wanted> wanted = new ArrayDeque<>();
    private boolean panicking;
    private long burstSeen;
    private int mostInPanic;

    /** @param most processes that the machine has room for, whatever the manifest allows */
    Autoscaler(ScalingManifest scaling, int most) {
        this.scaling = scaling;
        this.most = scaling.maxScale() == 0 ? most : Math.min(most, scaling.maxScale());
        this.panicWindow =
                Duration.ofSeconds(Math.max(1, Math.round(scaling.window().toSeconds() * scaling.panicWindow())));
    }

    int most() {
        return most;
    }

    /**
     * @param now in nanoseconds, on the clock of {@code meter}
     * @param ready processes that can take requests
     */
    int desired(long now, ConcurrencyMeter meter, int ready) {
        int stable = processesFor(meter.average(now, scaling.window()));
        int burst = processesFor(meter.average(now, panicWindow));
        notePanic(now, burst, Math.max(1, ready));
        boolean idle = meter.idle(now).compareTo(scaling.window()) >= 0;
        // At most half of them go at once, and the last one only after a whole window without a request.
        int desired = idle ? ready / 2 : Math.max(1, Math.max(stable, ready / 2));
        if (panicking) {
            mostInPanic = Math.max(mostInPanic, Math.max(desired, burst));
            desired = mostInPanic;
        }
        return delayed(now, Math.max(Math.min(desired, most), Math.min(scaling.minScale(), most)));
    }

    private int processesFor(double concurrency) {
        return (int) Math.ceil(concurrency / (scaling.target() * scaling.utilization()));
    }

    private void notePanic(long now, int burst, int ready) {
        if ((double) burst / ready >= scaling.panicThreshold()) {
            if (!panicking) {
                panicking = true;
                mostInPanic = 0;
            }
            burstSeen = now;
        } else if (panicking && now - burstSeen > scaling.window().toNanos()) {
            panicking = false;
        }
    }

    /** The largest number wanted within the scale-down delay. */
    private int delayed(long now, int desired) {
        wanted.addLast(new Wanted(now, desired));
        while (wanted.getFirst().at() < now - scaling.scaleDownDelay().toNanos()) {
            wanted.removeFirst();
        }
        return wanted.stream().mapToInt(Wanted::processes).max().orElse(desired);
    }
}
