package dev.pricetide.step;

import dev.pricetide.events.EventData;
import dev.pricetide.events.EventIds;
import dev.pricetide.events.EventRejected;
import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.events.InvalidEventException;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Answers the events of one function.
 *
 * <pre>
 *   event ──read──▶ work ──────────▶ the next event, or nothing
 *            │        ├─ rejected ─▶ event.rejected: this event can never succeed
 *            │        └─ failed ───▶ the failure, which FailureResponse makes a 503: the broker tries again
 *            └─ breaks the contract ─▶ event.rejected
 * </pre>
 */
@Singleton
public final class Step {

    private static final Logger LOG = Logger.getLogger(Step.class);

    /** What is left of the limit when the attributes, as headers, have taken their part. */
    private static final int MAX_DATA_BYTES = Events.MAX_BYTES - 8 * 1024;

    private final EventSource function;
    private final Duration timeout;

    Step(StepConfig config) {
        this.function = config.function();
        this.timeout = config.timeout();
    }

    /**
     * Does the work of one event.
     *
     * @param event as it came from the broker
     * @param dataClass what its data must be
     * @param work fails with {@link RejectedException} where nothing can help, and with anything else where a later try
     *     may; it must be safe to do twice
     * @return the answer; null where there is none
     */
    public <T extends EventData> Uni<CloudEvent<ReplyData>> answer(
            CloudEvent<byte[]> event, Class<T> dataClass, Function<Received<T>, Uni<Optional<EventData>>> work) {
        return Uni.createFrom()
                .item(() -> new Received<T>(event.id(), Events.read(IncomingEvent.of(event), dataClass)))
                .flatMap(work::apply)
                .map(answer -> answer.map(data -> withinLimit(write(data, event.id()))))
                .ifNoItem()
                .after(timeout)
                .failWith(() -> new StepTimeoutException(timeout))
                .onFailure(InvalidEventException.class)
                .recoverWithItem(invalid -> rejected(event, invalid.reason().code(), invalid.getMessage()))
                .onFailure(RejectedException.class)
                .recoverWithItem(rejection -> rejected(event, rejection.code(), rejection.getMessage()))
                .map(answer -> answer.map(OutgoingEvent::of).orElse(null));
    }

    private Optional<io.cloudevents.CloudEvent> rejected(CloudEvent<byte[]> event, String code, String sentence) {
        LOG.warnf(
                "The event was rejected: function=%s id=%s type=%s reason=%s: %s",
                function.functionName(), event.id(), event.type(), code, sentence);
        EventData rejected =
                new EventRejected(function.functionName(), code, sentence, IncomingEvent.structured(event));
        return Optional.of(write(rejected, event.id()));
    }

    /** The broker would refuse a larger answer each time it is made again. */
    private static io.cloudevents.CloudEvent withinLimit(io.cloudevents.CloudEvent answer) {
        int bytes = answer.getData().toBytes().length;
        if (bytes > MAX_DATA_BYTES) {
            throw new RejectedException(
                    "answer-too-large",
                    "the answer of type \"" + answer.getType() + "\" would have " + bytes
                            + " bytes; it must have at most " + MAX_DATA_BYTES);
        }
        return answer;
    }

    private io.cloudevents.CloudEvent write(EventData data, String answeredId) {
        return Events.write(data, function, EventIds.answer(function, answeredId), Instant.now());
    }
}
