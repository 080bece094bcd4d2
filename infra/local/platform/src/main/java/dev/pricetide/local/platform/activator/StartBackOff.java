package dev.pricetide.local.platform.activator;

import java.time.Duration;
import java.util.Optional;

/** Keeps a function that cannot start from being started over and over: pauses of 1, 2, 4 ... 30 s. */
final class StartBackOff {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private int failures;
    private long until;
    private String reason;

    /** @param now in nanoseconds of a clock that does not jump, here as in all calls */
    void failed(long now, String sentence) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, 5));
        failures++;
        until = now + (pause.compareTo(LONGEST) < 0 ? pause : LONGEST).toNanos();
        reason = sentence;
    }

    void succeeded() {
        failures = 0;
        reason = null;
    }

    /** Why there is no start now, if there is none. */
    Optional<String> refusal(long now) {
        return reason != null && now - until < 0 ? Optional.of(reason) : Optional.empty();
    }
}
