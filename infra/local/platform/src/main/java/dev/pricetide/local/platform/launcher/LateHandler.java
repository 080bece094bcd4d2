package dev.pricetide.local.platform.launcher;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Holds the address while the rest is still starting: 503 until there is somebody to ask. */
final class LateHandler implements Handler<HttpServerRequest> {
    private volatile Handler<HttpServerRequest> handler = request ->
            request.response().setStatusCode(503).putHeader("Retry-After", "1").end("Pricetide is starting.");

    void become(Handler<HttpServerRequest> other) {
        handler = other;
    }

    @Override
    public void handle(HttpServerRequest request) {
        handler.handle(request);
    }
}
