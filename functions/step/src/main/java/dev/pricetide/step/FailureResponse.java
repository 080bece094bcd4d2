package dev.pricetide.step;

import io.quarkus.funqy.runtime.ApplicationException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Makes a step's failure a 503 with one sentence, which the broker retries and at last keeps in the dead letter: its
 * body becomes {@code knativeerrordata}, its header the extension {@code reason}. Quarkus would answer 500 with a stack
 * trace in the log, eight times for every event that meets the fault; the trace is there at level debug.
 */
@ApplicationScoped
class FailureResponse {

    private static final Logger LOG = Logger.getLogger(FailureResponse.class);
    private static final int SERVER_FAULTS = 500;

    void register(@Observes Router router) {
        router.post("/").order(Integer.MIN_VALUE).failureHandler(FailureResponse::respond);
    }

    private static void respond(RoutingContext context) {
        Throwable failure = cause(context.failure());
        if (failure == null || context.statusCode() < SERVER_FAULTS) {
            // Funqy's own 404 and 406, and 413 for a body that is too large, say what they mean.
            context.next();
            return;
        }
        String sentence = sentence(failure);
        LOG.errorf(
                "The event failed and may be tried again: id=%s type=%s failure=%s: %s",
                context.request().getHeader("ce-id"),
                context.request().getHeader("ce-type"),
                failure.getClass().getSimpleName(),
                sentence);
        LOG.debug("The failure in full", failure);
        context.response()
                .setStatusCode(503)
                .putHeader("content-type", "text/plain; charset=utf-8")
                .putHeader("kne-reason", "transient-fault")
                .end(sentence);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof ApplicationException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String sentence(Throwable failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().lines().findFirst().orElse("");
    }
}
