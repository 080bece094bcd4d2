package dev.pricetide.ingest.kafka;

import dev.pricetide.ingest.IngestConfig;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The topic that every event of the pipeline goes through. */
@ApplicationScoped
public class EventLog {

    private final Emitter<CloudEvent> emitter;
    private final Duration patience;

    // The emitter's buffer needs no bound of its own: each writer bounds what it has on the way.
    EventLog(
            @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<CloudEvent> emitter,
            IngestConfig config) {
        this.emitter = emitter;
        this.patience = config.patience();
    }

    /** A writer for the events of one batch. */
    public EventWriter newWriter() {
        return new EventWriter(emitter, patience);
    }
}
