package dev.pricetide.step;

import java.time.Duration;

/** The work of an event took too long; a later try may be quicker. */
public final class StepTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepTimeoutException(Duration timeout) {
        super("The work of the event took longer than " + timeout.toMillis() + " ms");
    }
}
