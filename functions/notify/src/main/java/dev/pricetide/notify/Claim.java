package dev.pricetide.notify;

import dev.pricetide.events.AlertRaised.Alert;

/**
 * Who raised an alert.
 *
 * @param eventId the {@code price.predicted} event that won the claim
 * @param sent whether the alert is known to have gone out
 * @param alert as it was claimed
 */
record Claim(String eventId, boolean sent, Alert alert) {}
