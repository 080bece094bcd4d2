package dev.pricetide.predict;

import dev.pricetide.events.EventData;
import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.events.PricePredicted;
import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.predict.storage.Catalogue;
import dev.pricetide.predict.storage.ForecastState;
import dev.pricetide.predict.storage.Forecasts;
import dev.pricetide.predict.storage.Measures;
import dev.pricetide.predict.storage.Progress;
import dev.pricetide.step.RejectedException;
import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Forecasts the product group of a series that changed.
 *
 * <pre>
 *   note the time ─▶ read catalogue ─▶ read measures, kept forecasts ─▶ model ─▶ write forecasts ─▶ write progress
 * </pre>
 *
 * <p>Every write carries the time noted before the first read. Of two processes that forecast the same group the one
 * that noted its time later wins; a measure's own event is handled after the measure is stored, so the one that noted
 * its time last of all has seen every measure. For this to hold the forecasts are written even where they are the kept
 * ones: another process may be on its way with less measures and a time between theirs and this one.
 */
@ApplicationScoped
class PredictStep {

    /** More than the attributes of an event can take. */
    private static final int MAX_HEADER_BYTES = 8 * 1024;

    private final Catalogue catalogue;
    private final Measures measures;
    private final Forecasts forecasts;
    private final Progress progress;
    private final Predictor predictor;
    private final Clock clock;

    @Inject
    PredictStep(Catalogue catalogue, Measures measures, Forecasts forecasts, Progress progress, Predictor predictor) {
        this(catalogue, measures, forecasts, progress, predictor, Clock.systemUTC());
    }

    PredictStep(
            Catalogue catalogue,
            Measures measures,
            Forecasts forecasts,
            Progress progress,
            Predictor predictor,
            Clock clock) {
        this.catalogue = catalogue;
        this.measures = measures;
        this.forecasts = forecasts;
        this.progress = progress;
        this.predictor = predictor;
        this.clock = clock;
    }

    /** The forecasts of the group, kept and ready to be sent on; the same for the same measures. */
    Uni<Optional<EventData>> work(SeriesUpdated updated) {
        Instant noted = clock.instant();
        long writeTimestamp = ChronoUnit.MICROS.between(Instant.EPOCH, noted);
        return catalogue
                .ofGroup(updated.productGroupId())
                .map(entries -> ProductGroup.of(updated, entries))
                .flatMap(group -> predict(group, noted))
                .flatMap(prediction -> keep(prediction, updated, writeTimestamp))
                .onFailure(RejectedException.class)
                .call(() -> progress.record(updated, ForecastState.REJECTED, writeTimestamp));
    }

    private Uni<Prediction> predict(ProductGroup group, Instant noted) {
        List<String> ids = group.measuredIds();
        return Uni.combine()
                .all()
                .unis(measures.daily(group.id(), ids, group.history()), forecasts.read(predictor.key(group), ids))
                .asTuple()
                // The driver's own threads are few and must not wait for a model.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(read -> predictor.predict(group, read.getItem1(), read.getItem2(), noted));
    }

    private Uni<Optional<EventData>> keep(Prediction prediction, SeriesUpdated updated, long writeTimestamp) {
        PricePredicted event = prediction.event();
        requireSmallEnough(event);
        return forecasts
                .write(prediction.key(), prediction.forecasts(), writeTimestamp)
                .chain(() -> progress.record(updated, prediction.stateOf(updated.productId()), writeTimestamp))
                .replaceWith(Optional.of(event));
    }

    private static void requireSmallEnough(PricePredicted event) {
        CloudEvent written = Events.write(event, EventSource.PREDICT, "of no matter", Instant.EPOCH);
        int bytes = Objects.requireNonNull(written.getData()).toBytes().length + MAX_HEADER_BYTES;
        if (bytes >= Events.MAX_BYTES) {
            throw new RejectedException(
                    "group-too-large",
                    "the forecasts of the product group " + event.productGroupId() + " take " + bytes
                            + " bytes; an event must stay below " + Events.MAX_BYTES);
        }
    }
}
