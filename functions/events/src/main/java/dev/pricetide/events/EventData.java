package dev.pricetide.events;

/** The data of one event of the pipeline. Constructors throw {@link IllegalArgumentException} for what no schema allows. */
public sealed interface EventData
        permits SeriesMeasured, BatchReceived, SeriesUpdated, PricePredicted, AlertRaised, EventRejected {

    /** What the event is about: {@code products/<id>}, {@code groups/<id>}, {@code batches/<id>} or {@code events/<id>}. */
    String subject();

    /** The key of the event's record in Kafka: the id in {@link #subject()}. */
    default String partitionKey() {
        return subject().substring(subject().indexOf('/') + 1);
    }
}
