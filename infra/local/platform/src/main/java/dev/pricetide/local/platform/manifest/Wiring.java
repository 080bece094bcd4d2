package dev.pricetide.local.platform.manifest;

import java.util.List;

/**
 * The whole pipeline as its manifests wire it.
 *
 * @param remarks what the manifests ask for and the local platform does not do: one sentence each, for people
 */
public record Wiring(
        BrokerManifest broker,
        List<TriggerManifest> triggers,
        List<ServiceManifest> services,
        List<TopicManifest> topics,
        List<KafkaSinkManifest> sinks,
        List<String> remarks) {

    /** @throws ManifestException if there is no such KafkaSink */
    public KafkaSinkManifest sink(Destination.ToKafkaSink reference) {
        return sinks.stream()
                .filter(sink ->
                        sink.name().equals(reference.name()) && sink.namespace().equals(reference.namespace()))
                .findFirst()
                .orElseThrow(() -> new ManifestException("A manifest refers to the KafkaSink " + reference.namespace()
                        + "/" + reference.name() + ", which no manifest describes."));
    }
}
