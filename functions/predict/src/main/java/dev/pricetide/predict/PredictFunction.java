package dev.pricetide.predict;

import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.step.ReplyData;
import dev.pricetide.step.Step;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.smallrye.mutiny.Uni;

/** The function behind the broker: {@code series.updated} in, {@code price.predicted} out. */
public class PredictFunction {

    private final Step step;
    private final PredictStep predict;

    PredictFunction(Step step, PredictStep predict) {
        this.step = step;
        this.predict = predict;
    }

    /** Answers an event; of another type than {@code series.updated} it is rejected. */
    @Funq
    public Uni<CloudEvent<ReplyData>> predict(CloudEvent<byte[]> event) {
        return step.answer(event, SeriesUpdated.class, received -> predict.work(received.data()));
    }
}
