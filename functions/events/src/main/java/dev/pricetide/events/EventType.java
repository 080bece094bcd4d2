package dev.pricetide.events;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** The types of the pipeline's events, each with the record that holds its data. */
public enum EventType {
    SERIES_MEASURED("series.measured.v1", SeriesMeasured.class),
    BATCH_RECEIVED("batch.received.v1", BatchReceived.class),
    SERIES_UPDATED("series.updated.v1", SeriesUpdated.class),
    PRICE_PREDICTED("price.predicted.v1", PricePredicted.class),
    ALERT_RAISED("alert.raised.v1", AlertRaised.class),
    EVENT_REJECTED("event.rejected.v1", EventRejected.class);

    private final String schemaName;
    private final Class<? extends EventData> dataClass;

    EventType(String schemaName, Class<? extends EventData> dataClass) {
        this.schemaName = schemaName;
        this.dataClass = dataClass;
    }

    /** The CloudEvents attribute {@code type}, for instance {@code dev.pricetide.series.measured.v1}. */
    public String type() {
        return "dev.pricetide." + schemaName;
    }

    /** The CloudEvents attribute {@code dataschema}: an identifier of the schema, not an address to fetch it from. */
    public URI dataSchema() {
        return URI.create("https://pricetide.dev/schemas/" + schemaName + ".json");
    }

    /** The schema's file as a resource of this module, for instance {@code /schemas/series.measured.v1.json}. */
    public String schemaResource() {
        return "/schemas/" + schemaName + ".json";
    }

    /** The record of this type's data. */
    public Class<? extends EventData> dataClass() {
        return dataClass;
    }

    static EventType of(Class<? extends EventData> dataClass) {
        return Arrays.stream(values())
                .filter(type -> type.dataClass == dataClass)
                .findFirst()
                .orElseThrow();
    }

    /** The type with that CloudEvents {@code type} attribute; empty for events that are not of this pipeline. */
    public static Optional<EventType> of(String type) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.type().equals(type))
                .findFirst();
    }
}
