package dev.pricetide.local.platform.manifest;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads Brokers, Triggers, KafkaSinks and Strimzi's topics. */
final class EventingReader {
    private static final String BROKER_CLASS = "eventing.knative.dev/broker.class";
    private static final String EXTERNAL_TOPIC = "kafka.eventing.knative.dev/external.topic";

    private EventingReader() {}

    static BrokerManifest broker(ManifestNode document) {
        ManifestNode metadata = document.child("metadata");
        ManifestNode annotations = metadata.child("annotations");
        if (!annotations.requiredText(BROKER_CLASS).equals("Kafka")) {
            throw annotations.wrong(BROKER_CLASS, "Kafka");
        }
        ManifestNode spec = document.child("spec");
        spec.replaced("config");
        return new BrokerManifest(
                metadata.requiredText("name"),
                metadata.requiredText("namespace"),
                annotations.requiredText(EXTERNAL_TOPIC),
                delivery(spec.child("delivery")));
    }

    /** @param broker to which the Trigger belongs */
    static TriggerManifest trigger(ManifestNode document, BrokerManifest broker) {
        ManifestNode metadata = document.child("metadata");
        metadata.child("annotations");
        ManifestNode spec = document.child("spec");
        if (!spec.requiredText("broker").equals(broker.name())) {
            throw spec.wrong("broker", broker.name() + ", the only Broker there is");
        }
        // A Trigger that selects by what is not understood here would deliver too much: better none of it.
        if (spec.has("filters")) {
            throw spec.wrong("filters", "written as filter.attributes, the only form that works on one machine");
        }
        Map<String, String> attributes =
                spec.child("filter").child("attributes").texts();
        return new TriggerManifest(
                metadata.requiredText("name"),
                metadata.requiredText("namespace"),
                attributes,
                destination(spec, "subscriber"),
                spec.has("delivery") ? delivery(spec.child("delivery")) : broker.delivery());
    }

    static KafkaSinkManifest kafkaSink(ManifestNode document) {
        ManifestNode metadata = document.child("metadata");
        ManifestNode spec = document.child("spec");
        spec.replaced("bootstrapServers");
        String contentMode = spec.text("contentMode").orElse("binary");
        if (!contentMode.equals("binary") && !contentMode.equals("structured")) {
            throw spec.wrong("contentMode", "binary or structured");
        }
        return new KafkaSinkManifest(
                metadata.requiredText("name"),
                metadata.requiredText("namespace"),
                spec.requiredText("topic"),
                contentMode.equals("structured"));
    }

    static TopicManifest topic(ManifestNode document) {
        ManifestNode metadata = document.child("metadata");
        metadata.replaced("namespace", "labels");
        ManifestNode spec = document.child("spec");
        spec.replaced("replicas");
        ManifestNode configuration = spec.child("config");
        configuration.replaced("min.insync.replicas");
        Map<String, String> texts = configuration.texts();
        texts.remove("min.insync.replicas");
        String name = metadata.requiredText("name");
        return new TopicManifest(
                spec.text("topicName").orElse(name),
                spec.wholeNumber("partitions", 1).orElse(1),
                texts);
    }

    private static DeliveryManifest delivery(ManifestNode delivery) {
        DeliveryManifest usual = DeliveryManifest.DEFAULT;
        return new DeliveryManifest(
                delivery.wholeNumber("retry", 0).orElse(usual.retries()),
                delivery.value("backoffPolicy", "linear or exponential", EventingReader::backoff)
                        .orElse(usual.backoff()),
                delivery.value("backoffDelay", "an ISO 8601 duration such as PT0.5S", Duration::parse)
                        .orElse(usual.delay()),
                delivery.value("timeout", "an ISO 8601 duration such as PT60S", Duration::parse)
                        .orElse(usual.timeout()),
                delivery.has("deadLetterSink")
                        ? Optional.of(destination(delivery, "deadLetterSink"))
                        : Optional.empty());
    }

    private static DeliveryManifest.Backoff backoff(String text) {
        return switch (text) {
            case "linear" -> DeliveryManifest.Backoff.LINEAR;
            case "exponential" -> DeliveryManifest.Backoff.EXPONENTIAL;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Destination destination(ManifestNode parent, String key) {
        ManifestNode target = parent.child(key);
        if (!target.has("ref")) {
            return new Destination.ToUri(target.value("uri", "an absolute URI", EventingReader::absolute)
                    .orElseThrow(() -> parent.wrong(key, "a ref to a Service or a KafkaSink, or a uri")));
        }
        ManifestNode reference = target.child("ref");
        String kind = reference.requiredText("kind");
        String name = reference.requiredText("name");
        String namespace = reference.requiredText("namespace");
        String version = reference.requiredText("apiVersion");
        if (kind.equals("Service") && version.startsWith("serving.knative.dev/")) {
            return new Destination.ToService(name, namespace, target.text("uri").orElse("/"));
        }
        if (kind.equals("KafkaSink") && version.startsWith("eventing.knative.dev/")) {
            return new Destination.ToKafkaSink(name, namespace);
        }
        throw reference.wrong("kind", "a Service of serving.knative.dev or a KafkaSink: one machine knows no " + kind);
    }

    private static URI absolute(String text) {
        URI uri = URI.create(text);
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException(text);
        }
        return uri;
    }
}
