package dev.pricetide.ingest.endpoint;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Answers a batch before all of it has come, so that the sender gets to know: many a client reads no answer before it has
 * sent everything. So after the answer the rest is received for a while and thrown away, and then the connection closed.
 */
class LingeringClose {

    private static final Duration LINGER = Duration.ofSeconds(10);

    private final Vertx vertx;

    LingeringClose(Vertx vertx) {
        this.vertx = vertx;
    }

    @ServerResponseFilter
    void linger(ContainerResponseContext response, RoutingContext routing) {
        if (!routing.request().isEnded()) {
            response.getHeaders().putSingle(HttpHeaders.CONNECTION.toString(), HttpHeaders.CLOSE.toString());
            routing.addEndHandler(answered -> discard(routing.request()));
        }
    }

    private void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long timer =
                vertx.setTimer(LINGER.toMillis(), late -> request.connection().close());
        request.handler(bytes -> {});
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(complete -> {
            vertx.cancelTimer(timer);
            request.connection().close();
        });
        request.resume();
    }
}
