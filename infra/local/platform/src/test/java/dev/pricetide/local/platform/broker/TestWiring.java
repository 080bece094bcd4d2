package dev.pricetide.local.platform.broker;

import dev.pricetide.local.platform.manifest.BrokerManifest;
import dev.pricetide.local.platform.manifest.DeliveryManifest;
import dev.pricetide.local.platform.manifest.Destination;
import dev.pricetide.local.platform.manifest.KafkaSinkManifest;
import dev.pricetide.local.platform.manifest.TopicManifest;
import dev.pricetide.local.platform.manifest.TriggerManifest;
import dev.pricetide.local.platform.manifest.Wiring;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A Broker on a topic of its own with one Trigger, for one test. */
record TestWiring(String topic, String deadLetters, String group) {
    static final Destination DEAD_LETTERS = new Destination.ToKafkaSink("dead-letters", "pricetide");

    static TestWiring fresh() {
        String name = UUID.randomUUID().toString();
        return new TestWiring("events-" + name, "dead-letters-" + name, name);
    }

    static DeliveryManifest delivery(int retries, Duration delay, Duration timeout) {
        return new DeliveryManifest(
                retries, DeliveryManifest.Backoff.EXPONENTIAL, delay, timeout, Optional.of(DEAD_LETTERS));
    }

    Wiring to(URI subscriber, Map<String, String> filter, DeliveryManifest delivery) {
        return new Wiring(
                new BrokerManifest("default", "pricetide", topic, delivery),
                List.of(new TriggerManifest(group, "pricetide", filter, new Destination.ToUri(subscriber), delivery)),
                List.of(),
                List.of(
                        new TopicManifest(topic, 3, Map.of()),
                        new TopicManifest(deadLetters, 1, Map.of("max.message.bytes", "2097152"))),
                List.of(new KafkaSinkManifest("dead-letters", "pricetide", deadLetters, false)),
                List.of());
    }
}
