package dev.pricetide.notify;

import dev.pricetide.events.AlertRaised;
import dev.pricetide.events.AlertRaised.Alert;
import dev.pricetide.events.EventData;
import dev.pricetide.events.PricePredicted;
import dev.pricetide.step.Received;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Holds the forecasts of a group against the rules.
 *
 * <pre>
 *   met ──claim──▶ another event's: nothing, it has been raised
 *         └──────▶ this event's ──▶ not sent yet: send, mark as sent ──▶ into the answer
 *                                └▶ sent ─────────────────────────────▶ into the answer, as the first time
 * </pre>
 *
 * A crash between sending and marking sends the alert again.
 */
@Singleton
class ForecastReview {

    private static final Logger LOG = Logger.getLogger(ForecastReview.class);
    private static final int CLAIMS_AT_ONCE = 16;

    private final Rules rules;
    private final AlertsTable alerts;

    ForecastReview(Rules rules, AlertsTable alerts) {
        this.rules = rules;
        this.alerts = alerts;
    }

    Uni<Optional<EventData>> review(Received<PricePredicted> received) {
        PricePredicted predicted = received.data();
        List<Uni<Optional<Alert>>> met = predicted.forecasts().stream()
                .flatMap(forecast -> rules.byName().stream().flatMap(rule -> rule.meets(forecast).stream()))
                .map(alert -> raise(received.id(), predicted, alert))
                .toList();
        if (met.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.join()
                .all(met)
                .usingConcurrencyOf(CLAIMS_AT_ONCE)
                .andFailFast()
                .map(raised -> raised.stream().flatMap(Optional::stream).toList())
                .map(raised -> raised.isEmpty() ? Optional.empty() : Optional.of(answer(predicted, raised)));
    }

    private Uni<Optional<Alert>> raise(String eventId, PricePredicted predicted, Alert met) {
        return alerts.claim(eventId, predicted.originDay(), met).flatMap(claim -> {
            if (!claim.eventId().equals(eventId)) {
                return Uni.createFrom().item(Optional.empty());
            }
            return claim.sent()
                    ? Uni.createFrom().item(Optional.of(claim.alert()))
                    : send(predicted, claim.alert()).replaceWith(Optional.of(claim.alert()));
        });
    }

    private Uni<Void> send(PricePredicted predicted, Alert alert) {
        LOG.infof(
                "An alert was raised: rule=%s product=%s group=%s originDay=%s: %s",
                alert.rule(),
                alert.series().productId(),
                predicted.productGroupId(),
                predicted.originDay(),
                alert.sentence());
        return alerts.markSent(predicted.originDay(), alert);
    }

    private static AlertRaised answer(PricePredicted predicted, List<Alert> raised) {
        return new AlertRaised(
                predicted.productGroupId(), predicted.originDay(), predicted.model(), predicted.version(), raised);
    }
}
