package dev.pricetide.local.platform.manifest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a Service of Knative Serving. */
final class ServiceReader {
    private static final String AUTOSCALING = "autoscaling.knative.dev/";
    private static final int DEFAULT_TARGET = 100;

    private ServiceReader() {}

    static ServiceManifest read(ManifestNode document) {
        ManifestNode metadata = document.child("metadata");
        String visibility = metadata.child("labels")
                .text("networking.knative.dev/visibility")
                .orElse("");
        ManifestNode template = document.child("spec").child("template");
        ManifestNode revision = template.child("spec");
        List<ManifestNode> containers = revision.items("containers");
        if (containers.size() != 1) {
            throw revision.wrong("containers", "a list of exactly one container");
        }
        ManifestNode container = containers.get(0);
        container.replaced("image", "ports");
        int containerConcurrency =
                revision.wholeNumber("containerConcurrency", 0).orElse(0);
        return new ServiceManifest(
                metadata.requiredText("name"),
                metadata.requiredText("namespace"),
                visibility.equals("cluster-local"),
                environment(container),
                containerConcurrency,
                Duration.ofSeconds(revision.wholeNumber("timeoutSeconds", 1).orElse(300)),
                readinessPath(container),
                scaling(template.child("metadata").child("annotations"), containerConcurrency));
    }

    private static Map<String, String> environment(ManifestNode container) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (ManifestNode variable : container.items("env")) {
            String name = variable.requiredText("name");
            variable.text("value").ifPresent(value -> environment.put(name, value));
        }
        return environment;
    }

    private static String readinessPath(ManifestNode container) {
        ManifestNode request = container.child("readinessProbe").child("httpGet");
        request.replaced("port");
        return request.text("path").orElse("/");
    }

    private static ScalingManifest scaling(ManifestNode annotations, int containerConcurrency) {
        Duration window = annotations
                .value(AUTOSCALING + "window", "a duration of at least 6s such as 30s", ServiceReader::window)
                .orElse(Duration.ofSeconds(60));
        return new ScalingManifest(
                annotations
                        .value(AUTOSCALING + "target", "a number above 0", ServiceReader::positive)
                        .orElse(containerConcurrency == 0 ? (double) DEFAULT_TARGET : containerConcurrency),
                percentage(annotations, "target-utilization-percentage", 70),
                window,
                percentage(annotations, "panic-window-percentage", 10),
                percentage(annotations, "panic-threshold-percentage", 200),
                annotations.wholeNumber(AUTOSCALING + "min-scale", 0).orElse(0),
                annotations.wholeNumber(AUTOSCALING + "max-scale", 0).orElse(0),
                annotations
                        .value(AUTOSCALING + "scale-down-delay", "a duration such as 15m", KnativeDuration::parse)
                        .orElse(Duration.ZERO));
    }

    private static double percentage(ManifestNode annotations, String name, double orElse) {
        return annotations
                        .value(AUTOSCALING + name, "a percentage above 0", ServiceReader::positive)
                        .orElse(orElse)
                / 100;
    }

    private static Duration window(String text) {
        Duration window = KnativeDuration.parse(text);
        if (window.compareTo(Duration.ofSeconds(6)) < 0) {
            throw new IllegalArgumentException(text);
        }
        return window;
    }

    private static double positive(String text) {
        double number = Double.parseDouble(text);
        if (!(number > 0)) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }
}
