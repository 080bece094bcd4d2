package dev.pricetide.ingest.kafka;

import io.cloudevents.kafka.CloudEventSerializer;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Kafka makes the serializer from its class name, which a native executable must be told. */
@RegisterForReflection(targets = CloudEventSerializer.class)
final class NativeImage {}
