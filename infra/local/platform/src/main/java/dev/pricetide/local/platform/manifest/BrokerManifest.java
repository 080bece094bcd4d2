package dev.pricetide.local.platform.manifest;

/**
 * The Broker.
 *
 * @param topic the Kafka topic that it stands on
 */
public record BrokerManifest(String name, String namespace, String topic, DeliveryManifest delivery) {

    /** The path of its ingress. */
    public String ingressPath() {
        return "/" + namespace + "/" + name;
    }
}
