package dev.pricetide.importer;

import dev.pricetide.events.BatchReceived;
import dev.pricetide.events.EventType;
import dev.pricetide.events.SeriesMeasured;
import dev.pricetide.step.ReplyData;
import dev.pricetide.step.Step;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The events that the importer answers. */
@Singleton
public class ImporterFunctions {

    private final Step step;
    private final FragmentImport fragments;
    private final BatchImport batches;
    private final ProgressTable progress;

    ImporterFunctions(Step step, FragmentImport fragments, BatchImport batches, ProgressTable progress) {
        this.step = step;
        this.fragments = fragments;
        this.batches = batches;
        this.progress = progress;
    }

    /** Stores a fragment; answered by {@code series.updated}. */
    @Funq
    @CloudEventMapping(trigger = "dev.pricetide.series.measured.v1")
    public Uni<CloudEvent<ReplyData>> seriesMeasured(CloudEvent<byte[]> event) {
        return step.answer(event, SeriesMeasured.class, received -> fragments.store(received.data()))
                .call(answer -> isRejection(answer) ? progress.rejected(event.id()) : nothing());
    }

    /** Stores a batch's refused rows and its totals; answered by nothing. */
    @Funq
    @CloudEventMapping(trigger = "dev.pricetide.batch.received.v1")
    public Uni<CloudEvent<ReplyData>> batchReceived(CloudEvent<byte[]> event) {
        return step.answer(event, BatchReceived.class, received -> batches.store(received.data()));
    }

    private static boolean isRejection(CloudEvent<ReplyData> answer) {
        return EventType.EVENT_REJECTED.type().equals(answer.type());
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
