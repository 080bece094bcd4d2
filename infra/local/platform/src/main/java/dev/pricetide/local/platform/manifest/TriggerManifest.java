package dev.pricetide.local.platform.manifest;

import java.util.Map;

/**
 * Which events go where.
 *
 * @param attributes the CloudEvents attributes that an event must have, with their values; an empty value means any
 * @param delivery the Trigger's own, else the Broker's
 */
public record TriggerManifest(
        String name,
        String namespace,
        Map<String, String> attributes,
        Destination subscriber,
        DeliveryManifest delivery) {

    /** The Kafka consumer group, named as Knative names it, so that either can take over from the other. */
    public String consumerGroup() {
        return "knative-trigger-" + namespace + "-" + name;
    }
}
