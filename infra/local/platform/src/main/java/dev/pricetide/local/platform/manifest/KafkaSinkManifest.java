package dev.pricetide.local.platform.manifest;

/** A topic that events can be sent to, in CloudEvents' binary mode or as structured JSON. */
public record KafkaSinkManifest(String name, String namespace, String topic, boolean structured) {}
