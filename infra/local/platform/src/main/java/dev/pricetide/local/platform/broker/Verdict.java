package dev.pricetide.local.platform.broker;

import io.cloudevents.CloudEvent;
import io.vertx.core.AsyncResult;
import java.util.Optional;

/** What follows from one attempt at a delivery. */
sealed interface Verdict {

    /** The subscriber took the event and has nothing to say. */
    record Done() implements Verdict {}

    /** The subscriber took the event and answered with another one. */
    record Reply(CloudEvent event) implements Verdict {}

    /** A fault that may pass. */
    record Again(String reason, Optional<Answer> answer) implements Verdict {}

    /** No other attempt would end better. */
    record Never(String reason, Optional<Answer> answer) implements Verdict {}

    /** @param attempt the subscriber's answer, or why there was none */
    static Verdict of(AsyncResult<Answer> attempt) {
        if (attempt.failed()) {
            return new Again(attempt.cause().getMessage(), Optional.empty());
        }
        Answer answer = attempt.result();
        if (answer.status() >= 300) {
            String reason = "the answer was " + answer.status();
            return mayPass(answer.status())
                    ? new Again(reason, Optional.of(answer))
                    : new Never(reason, Optional.of(answer));
        }
        try {
            return new Reply(HttpEvents.read(answer.headers(), answer.body()));
        } catch (RuntimeException e) {
            // Knative keeps nothing of such an answer, not even its status.
            return answer.body().length == 0
                    ? new Done()
                    : new Never(
                            "the answer was " + answer.status() + " with a body that is no CloudEvent",
                            Optional.empty());
        }
    }

    private static boolean mayPass(int status) {
        return switch (status) {
            case 404, 408, 409, 429 -> true;
            default -> status >= 500;
        };
    }
}
