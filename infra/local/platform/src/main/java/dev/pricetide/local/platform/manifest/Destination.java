package dev.pricetide.local.platform.manifest;

import java.net.URI;

/** Where events may be sent. */
public sealed interface Destination {

    /** What a cluster would call it: the value of {@code knativeerrordest}. */
    URI address();

    /** A Knative Service, that is, a function of ours. */
    record ToService(String name, String namespace, String path) implements Destination {
        @Override
        public URI address() {
            return URI.create("http://" + name + "." + namespace + ".svc.cluster.local" + path);
        }
    }

    /** Any HTTP address. */
    record ToUri(URI address) implements Destination {}

    /** A {@link KafkaSinkManifest}. */
    record ToKafkaSink(String name, String namespace) implements Destination {
        @Override
        public URI address() {
            return URI.create("http://kafka-sink-ingress.knative-eventing.svc.cluster.local/" + namespace + "/" + name);
        }
    }
}
