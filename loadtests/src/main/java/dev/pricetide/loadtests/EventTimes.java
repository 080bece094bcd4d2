package dev.pricetide.loadtests;

import dev.pricetide.events.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When the events of a run were written: read from the topic itself, so that measuring costs the pipeline nothing. */
final class EventTimes implements AutoCloseable {

    private static final String TOPIC = "pricetide.events";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<EventType, Integer> counts = new EnumMap<>(EventType.class);
    private final Map<EventType, Instant> last = new EnumMap<>(EventType.class);

    /** Watches what is written from now on. */
    EventTimes(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Waits until so many events of the type have been seen. */
    void await(EventType type, int count, Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (counts.getOrDefault(type, 0) < count) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        counts + " were written within " + limit + "; " + count + " of " + type + " were awaited");
            }
            consumer.poll(Duration.ofMillis(100)).forEach(this::note);
        }
    }

    /** When the last event of the type was written, to the millisecond. */
    Instant last(EventType type) {
        return last.get(type);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void note(ConsumerRecord<byte[], byte[]> event) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : event.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        EventType.of(headers.get("ce_type")).ifPresent(type -> {
            counts.merge(type, 1, Integer::sum);
            last.merge(
                    type,
                    Instant.ofEpochMilli(event.timestamp()),
                    (known, other) -> known.isAfter(other) ? known : other);
        });
    }
}
