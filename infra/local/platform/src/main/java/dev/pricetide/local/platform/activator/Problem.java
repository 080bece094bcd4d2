package dev.pricetide.local.platform.activator;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Errors of the platform itself, as RFC 9457 has them. */
enum Problem {
    NOT_FOUND(404, "Not found"),
    BAD_GATEWAY(502, "The function broke off"),
    SERVICE_UNAVAILABLE(503, "The function is not available"),
    GATEWAY_TIMEOUT(504, "The function is too slow");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Answers with one sentence, unless an answer has begun; what is left of the request is not read. */
    void answer(HttpServerRequest request, String detail) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Connection", "close")
                .end(new JsonObject()
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .encode());
        request.resume();
    }
}
