package dev.pricetide.local.platform.manifest;

import java.util.Map;

/**
 * A Kafka topic.
 *
 * @param configuration Kafka's own keys
 */
public record TopicManifest(String name, int partitions, Map<String, String> configuration) {}
