package dev.pricetide.ingest.kafka;

import dev.pricetide.events.Events;
import io.cloudevents.CloudEvent;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * Writes the events of one batch. What is on the way, not yet acknowledged, is bounded: a slow Kafka slows the reading
 * down. To be used by one thread.
 */
public final class EventWriter implements Consumer<CloudEvent> {

    private static final int ROOM_KIB = 2 * 1024;

    private final Emitter<CloudEvent> emitter;
    private final Duration patience;
    private final Semaphore roomKib = new Semaphore(ROOM_KIB);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private boolean proven;

    EventWriter(Emitter<CloudEvent> emitter, Duration patience) {
        this.emitter = emitter;
        this.patience = patience;
    }

    /**
     * Sends an event, without waiting for its acknowledgement; only the first is waited for, so that a Kafka that is away
     * is noticed before more is queued up for it.
     *
     * @throws EventsUnavailableException if this or an earlier event cannot be written
     */
    @Override
    public void accept(CloudEvent event) {
        int kib = 1 + event.getData().toBytes().length / 1024;
        acquire(kib);
        try {
            emitter.send(message(event, kib));
        } catch (IllegalStateException e) {
            throw new EventsUnavailableException("The channel to Kafka is closed", e);
        }
        if (!proven) {
            awaitAcknowledgements();
            proven = true;
        }
    }

    /**
     * Returns when each event sent is acknowledged by all in-sync replicas.
     *
     * @throws EventsUnavailableException if one is not, or not in time
     */
    public void awaitAcknowledgements() {
        acquire(ROOM_KIB);
        roomKib.release(ROOM_KIB);
    }

    private Message<CloudEvent> message(CloudEvent event, int kib) {
        OutgoingKafkaRecordMetadata<String> key = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey((String) event.getExtension(Events.PARTITION_KEY))
                .build();
        return Message.of(event, Metadata.of(key), () -> acknowledged(kib), cause -> failed(kib, cause));
    }

    private CompletionStage<Void> acknowledged(int kib) {
        roomKib.release(kib);
        return CompletableFuture.completedStage(null);
    }

    private CompletionStage<Void> failed(int kib, Throwable cause) {
        failure.compareAndSet(null, cause);
        return acknowledged(kib);
    }

    private void acquire(int kib) {
        try {
            if (!roomKib.tryAcquire(kib, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EventsUnavailableException("Kafka acknowledged too little within " + patience, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventsUnavailableException("Interrupted while waiting for Kafka", e);
        }
        if (failure.get() != null) {
            throw new EventsUnavailableException("Kafka did not take an event", failure.get());
        }
    }
}
