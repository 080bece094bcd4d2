package dev.pricetide.store;

import java.time.Duration;

/** Cassandra could not be reached in time; it may be later. */
public final class StoreAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreAwayException(Duration waited) {
        super("Cassandra did not answer within " + waited.toMillis() + " ms");
    }
}
