package dev.pricetide.local.platform.broker;

/**
 * How far a Trigger is.
 *
 * @param lag events of the topic that it has not read or not finished
 * @param inFlight attempts under way
 * @param delivered events that the subscriber took, since the start
 * @param retried attempts that were repeats, since the start
 * @param deadLettered events given up, since the start
 * @param skipped records that were no CloudEvents, since the start
 */
public record TriggerStatus(
        String name, long lag, int inFlight, long delivered, long retried, long deadLettered, long skipped) {}
