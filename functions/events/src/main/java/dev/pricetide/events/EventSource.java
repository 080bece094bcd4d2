package dev.pricetide.events;

import java.net.URI;
import java.util.Locale;

/** The functions that make events. */
public enum EventSource {
    INGEST,
    IMPORTER,
    PREDICT,
    NOTIFY;

    /** The function's name, for instance {@code importer}. */
    public String functionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The CloudEvents attribute {@code source}, for instance {@code /pricetide/importer}. */
    public URI uri() {
        return URI.create("/pricetide/" + functionName());
    }
}
