package dev.pricetide.step;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Makes a step's failure a 503 with one sentence, which the broker retries and at last keeps in the dead letter: its
 * body becomes {@code knativeerrordata}, its header the extension {@code reason}. Quarkus would answer 500 with a stack
 * trace in the log.
 */
@ApplicationScoped
class FailureResponse {

    private static final Logger LOG = Logger.getLogger(FailureResponse.class);

    void register(@Observes Router router) {
        router.post("/").order(Integer.MIN_VALUE).failureHandler(FailureResponse::respond);
    }

    private static void respond(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure == null) {
            // Funqy's own 404 and 406 say what they mean.
            context.next();
            return;
        }
        String sentence = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        LOG.errorf(
                "The event failed and will be tried again: id=%s type=%s: %s",
                context.request().getHeader("ce-id"), context.request().getHeader("ce-type"), sentence);
        LOG.debug("The failure in full", failure);
        context.response()
                .setStatusCode(503)
                .putHeader("content-type", "text/plain; charset=utf-8")
                .putHeader("kne-reason", "transient-fault")
                .end(sentence);
    }
}
