package dev.pricetide.local.platform.manifest;

import java.time.Duration;

/**
 * How a function is scaled: Knative's annotations, with its defaults.
 *
 * @param target requests at once that one process shall have on average
 * @param utilization share of the target at which another process is added, 0 to 1
 * @param window time over which the average is taken; without a request for so long the function goes to zero
 * @param panicWindow share of the window that is looked at to notice a burst, 0 to 1
 * @param panicThreshold a burst is a need of so many times the processes that there are
 * @param maxScale 0 means any number of processes
 */
public record ScalingManifest(
        double target,
        double utilization,
        Duration window,
        double panicWindow,
        double panicThreshold,
        int minScale,
        int maxScale,
        Duration scaleDownDelay) {}
