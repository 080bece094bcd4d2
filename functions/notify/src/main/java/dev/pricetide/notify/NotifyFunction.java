package dev.pricetide.notify;

import dev.pricetide.events.PricePredicted;
import dev.pricetide.step.ReplyData;
import dev.pricetide.step.Step;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The event that notify answers. */
@Singleton
public class NotifyFunction {

    private final Step step;
    private final ForecastReview forecasts;

    NotifyFunction(Step step, ForecastReview forecasts) {
        this.step = step;
        this.forecasts = forecasts;
    }

    /** Raises the alerts that the forecasts are worth; answered by {@code alert.raised}, or by nothing. */
    @Funq
    @CloudEventMapping(trigger = "dev.pricetide.price.predicted.v1")
    public Uni<CloudEvent<ReplyData>> pricePredicted(CloudEvent<byte[]> event) {
        return step.answer(event, PricePredicted.class, forecasts::review);
    }
}
