package dev.pricetide.testing;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The smallest function that uses both servers: puts what it gets onto the topic and tells its keyspace. */
public class Echo {
    private final QuarkusCqlSession cassandra;
    private final String kafka;
    private final String topic;

    Echo(
            QuarkusCqlSession cassandra,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka,
            @ConfigProperty(name = "pricetide.events.topic") String topic) {
        this.cassandra = cassandra;
        this.kafka = kafka;
        this.topic = topic;
    }

    @Funq
    @CloudEventMapping(trigger = "dev.pricetide.echo.v1")
    public CloudEvent<byte[]> echo(CloudEvent<byte[]> event) {
        cassandra.execute("INSERT INTO batches (batch_id, rows) VALUES (uuid(), " + event.data().length + ")");
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var sent = new ProducerRecord<>(topic, event.extensions().get("partitionkey"), event.data());
            sent.headers()
                    .add("ce_specversion", bytes("1.0"))
                    .add("ce_id", bytes(event.id()))
                    .add("ce_type", bytes(event.type()))
                    .add("ce_source", bytes(event.source()));
            producer.send(sent);
        }
        return CloudEventBuilder.create()
                .id(event.id() + "/answer")
                .type("dev.pricetide.echoed.v1")
                .source("/pricetide/echo")
                .subject(event.subject())
                .extensions(Map.of("partitionkey", event.extensions().get("partitionkey")))
                // Of "application/json" Funqy would make a JSON string.
                .build(event.data(), "application/octet-stream");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
