package dev.pricetide.local.platform.broker;

import dev.pricetide.local.platform.manifest.TriggerManifest;
import io.cloudevents.CloudEvent;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the Broker's topic for one Trigger, on a thread of its own, and commits what is finished. The only consumer of
 * its group, it takes all partitions without Kafka's group protocol: nothing to wait for at a start after a crash.
 *
 * <p>Memory is bounded by bytes: a record is read only when there is room for it among those not yet finished.
 */
final class TriggerConsumer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TriggerConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(5);
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(2);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);
    /** Room for unfinished records; each takes at least a thousandth of it, so that their number is bounded too. */
    private static final int ROOM_BYTES = 32 << 20;

    private static final int LEAST_BYTES = ROOM_BYTES / 1_000;

    private final TriggerManifest trigger;
    private final Consumer<byte[], byte[]> consumer;
    private final Predicate<CloudEvent> filter;
    private final Delivery delivery;
    private final Context loop;
    private final DeliveryCounters counters;
    private final Map<TopicPartition, OffsetTracker> trackers = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(ROOM_BYTES);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile long unread;
    private long lastCommit = System.nanoTime();

    /** @param loop the event loop on which {@code delivery} is used */
    TriggerConsumer(
            TriggerManifest trigger,
            Consumer<byte[], byte[]> consumer,
            Collection<TopicPartition> partitions,
            Delivery delivery,
            Context loop,
            DeliveryCounters counters) {
        this.trigger = trigger;
        this.consumer = consumer;
        this.filter = new AttributeFilter(trigger.attributes());
        this.delivery = delivery;
        this.loop = loop;
        this.counters = counters;
        consumer.assign(partitions);
        partitions.forEach(partition -> trackers.put(partition, new OffsetTracker()));
        this.thread = new Thread(this::run, "trigger-" + trigger.name());
    }

    void start() {
        thread.start();
    }

    /** Events of the topic that this Trigger has not read or not finished. */
    long lag() {
        return unread + unfinished();
    }

    private int unfinished() {
        return trackers.values().stream().mapToInt(OffsetTracker::unfinished).sum();
    }

    private void run() {
        try {
            while (running) {
                poll();
                commitIfDue();
            }
            drain();
            commit();
        } catch (InterruptedException e) {
            LOG.warn("The Trigger's thread was interrupted: trigger={}", trigger.name());
        } finally {
            consumer.close();
        }
    }

    private void poll() throws InterruptedException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (!running) {
                    // A record left out must not be followed by one that is passed: the offset would go beyond it.
                    return;
                }
                accept(record);
            }
            unread = consumer.assignment().stream()
                    .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                    .sum();
        } catch (WakeupException e) {
            LOG.debug("Woken to stop: trigger={}", trigger.name());
        } catch (KafkaException e) {
            LOG.error("The topic cannot be read and will be tried again: trigger={}", trigger.name(), e);
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        OffsetTracker tracker = trackers.get(partition);
        HeldEvent event;
        try {
            event = EventRecords.read(record);
        } catch (RuntimeException e) {
            LOG.error(
                    "Record skipped, it is no CloudEvent: trigger={} partition={} offset={} reason={}",
                    trigger.name(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            counters.skipped.incrementAndGet();
            tracker.passed(record.offset());
            return;
        }
        if (!filter.test(event.event())) {
            tracker.passed(record.offset());
            return;
        }
        int bytes = Math.min(ROOM_BYTES, Math.max(LEAST_BYTES, record.serializedValueSize()));
        if (!awaitRoom(bytes)) {
            return;
        }
        tracker.received(record.offset());
        loop.runOnContext(now -> delivery.deliver(event).onComplete(outcome -> {
            if (outcome.succeeded()) {
                tracker.finished(record.offset());
            }
            room.release(bytes);
        }));
    }

    /** @return false if the Trigger was stopped meanwhile: the record is then read again at the next start */
    private boolean awaitRoom(int bytes) throws InterruptedException {
        while (running) {
            if (room.tryAcquire(bytes, 1, TimeUnit.SECONDS)) {
                return true;
            }
            commitIfDue();
        }
        return false;
    }

    private void commitIfDue() {
        if (System.nanoTime() - lastCommit >= COMMIT_INTERVAL.toNanos()) {
            commit();
        }
    }

    private void commit() {
        lastCommit = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        trackers.forEach((partition, tracker) ->
                tracker.toCommit().ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset))));
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, COMMIT_LIMIT);
            offsets.forEach((partition, offset) -> trackers.get(partition).committed(offset.offset()));
        } catch (WakeupException e) {
            commit();
        } catch (KafkaException e) {
            LOG.warn("Offsets could not be committed: trigger={} reason={}", trigger.name(), e.getMessage());
        }
    }

    private void drain() throws InterruptedException {
        loop.runOnContext(now -> delivery.stop());
        room.tryAcquire(ROOM_BYTES, DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the attempts under way end, for a few seconds, and commits what is finished. */
    @Override
    public void close() {
        running = false;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
