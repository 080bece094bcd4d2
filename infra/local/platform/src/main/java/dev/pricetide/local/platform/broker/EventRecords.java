package dev.pricetide.local.platform.broker;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** CloudEvents as Kafka records and back, as Knative writes and reads them. */
final class EventRecords {
    private static final String TRACEPARENT = "traceparent";
    private static final String PARTITION_KEY = "partitionkey";

    private EventRecords() {}

    /** A record in binary mode, its key the event's {@code partitionkey}, else null. */
    static ProducerRecord<String, byte[]> binary(String topic, HeldEvent held) {
        ProducerRecord<String, byte[]> record = KafkaMessageFactory.<String>createWriter(topic, key(held.event()))
                .writeBinary(held.event());
        return traced(record, held.traceparent());
    }

    /** A record that is the whole event as JSON. */
    static ProducerRecord<String, byte[]> structured(String topic, HeldEvent held) {
        ProducerRecord<String, byte[]> record = KafkaMessageFactory.<String>createWriter(topic, key(held.event()))
                .writeStructured(held.event(), JsonFormat.CONTENT_TYPE);
        return traced(record, held.traceparent());
    }

    /**
     * The event in a record, with its place in the topic as extensions.
     *
     * @throws RuntimeException if the record is no CloudEvent; the message says why
     */
    static HeldEvent read(ConsumerRecord<?, byte[]> record) {
        MessageReader reader = KafkaMessageFactory.createReader(record.headers(), record.value());
        CloudEvent event = CloudEventBuilder.from(reader.toEvent())
                .withExtension("knativekafkapartition", record.partition())
                .withExtension("knativekafkaoffset", record.offset())
                .build();
        return new HeldEvent(
                event,
                Optional.ofNullable(record.headers().lastHeader(TRACEPARENT))
                        .map(Header::value)
                        .map(value -> new String(value, StandardCharsets.UTF_8)));
    }

    private static String key(CloudEvent event) {
        Object key = event.getExtension(PARTITION_KEY);
        return key == null ? null : key.toString();
    }

    private static ProducerRecord<String, byte[]> traced(
            ProducerRecord<String, byte[]> record, Optional<String> traceparent) {
        traceparent.ifPresent(value -> record.headers().add(TRACEPARENT, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
