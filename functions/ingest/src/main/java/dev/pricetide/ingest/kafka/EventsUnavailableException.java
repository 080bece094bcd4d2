package dev.pricetide.ingest.kafka;

/** The events could not be written, or were not acknowledged in time; the same batch may be sent again. */
public final class EventsUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EventsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
