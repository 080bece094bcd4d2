package dev.pricetide.step;

import dev.pricetide.events.BatchReceived;
import dev.pricetide.events.EventData;
import dev.pricetide.events.Events;
import dev.pricetide.events.SeriesMeasured;
import dev.pricetide.events.SeriesUpdated;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A step whose work does what the product's name says. */
public class ProbeFunction {

    private final Step step;

    ProbeFunction(Step step) {
        this.step = step;
    }

    @Funq
    @CloudEventMapping(trigger = "dev.pricetide.series.measured.v1")
    public Uni<CloudEvent<ReplyData>> probe(CloudEvent<byte[]> event) {
        return step.answer(event, SeriesMeasured.class, ProbeFunction::work);
    }

    private static Uni<Optional<EventData>> work(Received<SeriesMeasured> received) {
        SeriesMeasured data = received.data();
        return switch (data.series().product()) {
            case "answered" -> Uni.createFrom().item(Optional.of(updated(data)));
            case "answered at length" -> Uni.createFrom().item(Optional.of(atLength(data)));
            case "nothing" -> Uni.createFrom().item(Optional.empty());
            case "refused" ->
                Uni.createFrom()
                        .failure(new RejectedException("too-odd", "the product is too odd; an even one would do"));
            case "refused at once" -> throw new RejectedException("too-odd", "the product is odd at once");
            case "failed" ->
                Uni.createFrom()
                        .failure(new IllegalStateException("Cassandra is away\nand this line is only for the log"));
            case "failed at once" -> throw new IllegalStateException("Cassandra is away at once");
            case "failed without a word" -> Uni.createFrom().failure(new IllegalStateException());
            case "never done" -> Uni.createFrom().nothing();
            default -> throw new AssertionError(data.series().product());
        };
    }

    private static BatchReceived atLength(SeriesMeasured data) {
        return new BatchReceived(
                data.batch(),
                0,
                Optional.empty(),
                List.of(new BatchReceived.RejectedRow(1, "price", "too long", "x".repeat(Events.MAX_BYTES))));
    }

    private static SeriesUpdated updated(SeriesMeasured data) {
        Instant only = data.instants().get(0);
        return new SeriesUpdated(
                data.batch(),
                data.fragment(),
                data.series().productId(),
                data.series().productGroupId(),
                only,
                only,
                1);
    }
}
