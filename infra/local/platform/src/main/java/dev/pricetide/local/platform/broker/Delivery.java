package dev.pricetide.local.platform.broker;

import dev.pricetide.local.platform.manifest.DeliveryManifest;
import dev.pricetide.local.platform.manifest.TriggerManifest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the events of one Trigger, each until something final has become of it.
 *
 * <pre>
 *   event --> attempt --2xx, nothing---------------------------------> finished
 *              ^   |----2xx, event --> reply written ----------------> finished
 *              |   |                     '-- larger than a record --.
 *              |   |----a fault that may pass, retries left --> wait |
 *              |   |                                             |   |
 *              '---|---------------------------------------------'   |
 *                  '----anything else ------------------------------>|
 *                                                                    v
 *                                     dead letter, until written ----> finished
 * </pre>
 *
 * <p>A wait holds an event but not a place in the window, so others pass it. A reply or a dead letter that Kafka does not
 * take is tried again for ever: Knative would lose the latter. For use on one event loop.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int IN_FLIGHT = 100;

    private final Vertx vertx;
    private final TriggerManifest trigger;
    private final Subscriber subscriber;
    private final Optional<Subscriber> deadLetterSink;
    private final Function<HeldEvent, Future<Void>> replies;
    private final DeliveryCounters counters;
    private final Window window = new Window(IN_FLIGHT);
    private final Set<Promise<Void>> waits = new HashSet<>();
    private boolean stopped;

    /** @param replies writes an event to the Broker's topic */
    Delivery(
            Vertx vertx,
            TriggerManifest trigger,
            Subscriber subscriber,
            Optional<Subscriber> deadLetterSink,
            Function<HeldEvent, Future<Void>> replies,
            DeliveryCounters counters) {
        this.vertx = vertx;
        this.trigger = trigger;
        this.subscriber = subscriber;
        this.deadLetterSink = deadLetterSink;
        this.replies = replies;
        this.counters = counters;
    }

    /** @return completes once the event needs no more care; fails only if {@link #stop} came first */
    Future<Void> deliver(HeldEvent event) {
        return attempt(event, 0);
    }

    /** Lets the attempts under way end, begins no others and cuts all waits short. */
    void stop() {
        stopped = true;
        List.copyOf(waits).forEach(wait -> wait.tryFail("the Trigger " + trigger.name() + " is stopped"));
    }

    int inFlight() {
        return window.inside();
    }

    private Future<Void> attempt(HeldEvent event, int retry) {
        return window.enter(() -> stopped ? stopped() : guarded(() -> subscriber.send(event)))
                .transform(outcome -> conclude(event, retry, Verdict.of(outcome)));
    }

    private Future<Void> conclude(HeldEvent event, int retry, Verdict verdict) {
        if (verdict instanceof Verdict.Done) {
            return delivered();
        }
        if (verdict instanceof Verdict.Reply reply) {
            return reply(event, reply);
        }
        if (verdict instanceof Verdict.Never never) {
            return deadLetter(event, never.reason(), never.answer());
        }
        if (stopped) {
            return stopped();
        }
        Verdict.Again again = (Verdict.Again) verdict;
        DeliveryManifest delivery = trigger.delivery();
        if (retry >= delivery.retries()) {
            return deadLetter(event, again.reason(), again.answer());
        }
        Duration wait = delivery.waitBefore(retry + 1);
        LOG.warn(
                "Delivery failed and will be tried again: trigger={} event={} retry={} in={} reason={}",
                trigger.name(),
                event.event().getId(),
                retry + 1,
                wait,
                again.reason());
        counters.retried.incrementAndGet();
        return after(wait, () -> attempt(event, retry + 1));
    }

    private <T> Future<T> stopped() {
        return Future.failedFuture("the Trigger " + trigger.name() + " is stopped");
    }

    private Future<Void> delivered() {
        counters.delivered.incrementAndGet();
        return Future.succeededFuture();
    }

    private Future<Void> reply(HeldEvent event, Verdict.Reply reply) {
        return persist("reply", event, 1, () -> replies.apply(new HeldEvent(reply.event(), event.traceparent())))
                .transform(outcome -> {
                    if (outcome.succeeded()) {
                        return delivered();
                    }
                    if (isTooLarge(outcome.cause())) {
                        return deadLetter(event, "its reply is larger than a record may be", Optional.empty());
                    }
                    return Future.failedFuture(outcome.cause());
                });
    }

    private Future<Void> deadLetter(HeldEvent event, String reason, Optional<Answer> answer) {
        LOG.error(
                "Event could not be delivered: trigger={} event={} type={} reason={}",
                trigger.name(),
                event.event().getId(),
                event.event().getType(),
                reason);
        counters.deadLettered.incrementAndGet();
        if (deadLetterSink.isEmpty()) {
            return Future.succeededFuture();
        }
        HeldEvent letter = DeadLetter.of(event, trigger.subscriber().address(), answer);
        return persist(
                "dead letter", event, 1, () -> deadLetterSink.get().send(letter).compose(Delivery::accepted));
    }

    private static Future<Void> accepted(Answer answer) {
        return answer.status() < 300
                ? Future.succeededFuture()
                : Future.failedFuture("the dead letter sink answered " + answer.status() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** Tries a write until it succeeds, cannot ever succeed, or the Trigger is stopped. */
    private Future<Void> persist(String what, HeldEvent event, int attempt, Supplier<Future<Void>> write) {
        if (stopped && attempt > 1) {
            return stopped();
        }
        return guarded(write).recover(failure -> {
            if (isTooLarge(failure)) {
                return Future.failedFuture(failure);
            }
            Duration wait = Duration.ofSeconds(1L << Math.min(attempt - 1, 10));
            Duration bounded = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
            LOG.error(
                    "The {} is not written yet and will be tried again: trigger={} event={} in={} reason={}",
                    what,
                    trigger.name(),
                    event.event().getId(),
                    bounded,
                    failure.getMessage());
            return after(bounded, () -> persist(what, event, attempt + 1, write));
        });
    }

    private Future<Void> after(Duration delay, Supplier<Future<Void>> next) {
        Promise<Void> over = Promise.promise();
        waits.add(over);
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), expired -> over.tryComplete());
        return over.future()
                .onComplete(any -> {
                    waits.remove(over);
                    vertx.cancelTimer(timer);
                })
                .compose(expired -> next.get());
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof RecordTooLargeException;
    }

    private static <T> Future<T> guarded(Supplier<Future<T>> action) {
        try {
            return action.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
