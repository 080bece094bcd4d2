package dev.pricetide.local.platform.manifest;

import java.time.Duration;
import java.util.Optional;

/**
 * How an event is delivered.
 *
 * @param retries how often a failed delivery is tried again
 * @param timeout how long one attempt may take, the start of a sleeping function included
 * @param deadLetterSink where an event goes that could not be delivered; without one it is dropped, as Knative does
 */
public record DeliveryManifest(
        int retries, Backoff backoff, Duration delay, Duration timeout, Optional<Destination> deadLetterSink) {

    /** What Knative's Kafka Broker does where nothing is said: one attempt of up to ten minutes. */
    public static final DeliveryManifest DEFAULT =
            new DeliveryManifest(0, Backoff.EXPONENTIAL, Duration.ZERO, Duration.ofMinutes(10), Optional.empty());

    /** How the wait grows from one retry to the next. */
    public enum Backoff {
        LINEAR,
        EXPONENTIAL
    }

    /**
     * The wait before a retry.
     *
     * @param retry 1 for the first
     * @return delay x 2^retry or delay x retry: Knative counts from 1, so the first exponential wait is twice the delay
     */
    public Duration waitBefore(int retry) {
        return switch (backoff) {
            case LINEAR -> delay.multipliedBy(retry);
            case EXPONENTIAL -> delay.multipliedBy(1L << Math.min(retry, 30));
        };
    }
}
