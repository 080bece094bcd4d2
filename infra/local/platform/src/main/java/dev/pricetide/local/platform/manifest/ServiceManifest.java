package dev.pricetide.local.platform.manifest;

import java.time.Duration;
import java.util.Map;

/**
 * A function.
 *
 * @param name also the name of its module's folder
 * @param clusterLocal whether only events reach it
 * @param containerConcurrency how many requests a process is given at once; 0 means any number
 * @param timeout how long a request may wait for its answer to begin
 * @param readinessPath answers 2xx once the process can work
 */
public record ServiceManifest(
        String name,
        String namespace,
        boolean clusterLocal,
        Map<String, String> environment,
        int containerConcurrency,
        Duration timeout,
        String readinessPath,
        ScalingManifest scaling) {}
