package dev.pricetide.ingest.batch;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.BatchReceived;
import dev.pricetide.events.BatchReceived.RejectedRow;
import dev.pricetide.events.BatchReceived.Totals;
import dev.pricetide.events.EventType;
import dev.pricetide.events.Events;
import dev.pricetide.events.SeriesMeasured;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A batch that was read, with the events that it gave. */
record ReadBatch(Totals totals, List<CloudEvent> events) {

    /** Of 2025-03-27T00:00:00Z. */
    static final BatchId BATCH = BatchId.parse("0195d4e6-0800-7000-8000-000000000001");

    static final String HEADER = "product_id,timestamp,product,country,company,product_group_id,offer_type,price\n";

    static ReadBatch of(InputStream csv, Limits limits) {
        List<CloudEvent> events = new ArrayList<>();
        try {
            return new ReadBatch(new BatchReader(BATCH, limits, events::add).read(csv), events);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    List<SeriesMeasured> fragments() {
        return events.stream()
                .filter(event -> EventType.SERIES_MEASURED.type().equals(event.getType()))
                .map(event -> Events.read(event, SeriesMeasured.class))
                .toList();
    }

    List<BatchReceived> parts() {
        return events.stream()
                .filter(event -> EventType.BATCH_RECEIVED.type().equals(event.getType()))
                .map(event -> Events.read(event, BatchReceived.class))
                .toList();
    }

    List<RejectedRow> refusals() {
        return parts().stream().flatMap(part -> part.rejected().stream()).toList();
    }
}
