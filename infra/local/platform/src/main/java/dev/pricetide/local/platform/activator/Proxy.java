package dev.pricetide.local.platform.activator;

import dev.pricetide.local.platform.broker.Endpoint;
import dev.pricetide.local.platform.broker.UnavailableException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passes requests on to an endpoint, both bodies as they come: nothing is read before there is a process to read it, and
 * never faster than the other side takes it. A request is sent once; whoever sent it decides on another try.
 */
final class Proxy {
    /** Headers that speak of one connection, not of the message (RFC 9110, 7.6.1). */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    private final Vertx vertx;
    private final HttpClient client;

    Proxy(Vertx vertx, HttpClient client) {
        this.vertx = vertx;
        this.client = client;
    }

    /** @param timeout within which the answer must begin: else 504 */
    void forward(HttpServerRequest request, Endpoint endpoint, Duration timeout) {
        request.pause();
        endpoint.lease().onComplete(lease -> {
            if (lease.succeeded()) {
                new Exchange(request, lease.result()).run(timeout);
            } else if (lease.cause() instanceof UnavailableException refusal) {
                Problem.SERVICE_UNAVAILABLE.answer(request, refusal.getMessage());
            } else {
                Problem.BAD_GATEWAY.answer(request, String.valueOf(lease.cause().getMessage()));
            }
        });
    }

    private final class Exchange {
        private final HttpServerRequest incoming;
        private final HttpServerResponse answer;
        private final Endpoint.Lease lease;
        private HttpClientRequest outgoing;

        private Exchange(HttpServerRequest incoming, Endpoint.Lease lease) {
            this.incoming = incoming;
            this.answer = incoming.response();
            this.lease = lease;
        }

        private void run(Duration timeout) {
            if (answer.closed()) {
                lease.release();
                return;
            }
            long timer = vertx.setTimer(timeout.toMillis(), late -> giveUp(timeout));
            answer.closeHandler(gone -> abandon());
            client.request(new RequestOptions()
                            .setMethod(incoming.method())
                            .setHost(lease.host())
                            .setPort(lease.port())
                            .setURI(incoming.uri()))
                    .compose(this::send)
                    .onComplete(begun -> vertx.cancelTimer(timer))
                    .compose(this::giveBack)
                    .onComplete(end -> {
                        lease.release();
                        if (end.failed()) {
                            broken(end.cause());
                        }
                    });
        }

        private Future<HttpClientResponse> send(HttpClientRequest opened) {
            outgoing = opened;
            copyHeaders(incoming.headers(), opened.headers());
            opened.putHeader("X-Forwarded-Proto", "http");
            opened.putHeader("X-Forwarded-Host", String.valueOf(incoming.getHeader("Host")));
            if ("100-continue".equalsIgnoreCase(incoming.getHeader("Expect"))) {
                answer.writeContinue();
            }
            if (incoming.getHeader("Content-Length") == null) {
                if (incoming.getHeader("Transfer-Encoding") == null) {
                    incoming.resume();
                    return opened.send();
                }
                opened.setChunked(true);
            }
            return opened.send(incoming);
        }

        private Future<Void> giveBack(HttpClientResponse response) {
            answer.setStatusCode(response.statusCode());
            copyHeaders(response.headers(), answer.headers());
            if (response.getHeader("Content-Length") == null) {
                answer.setChunked(true);
            }
            // The pipe must not end half an answer as if it were whole.
            return response.pipe().endOnFailure(false).to(answer);
        }

        private void giveUp(Duration timeout) {
            Problem.GATEWAY_TIMEOUT.answer(incoming, "No answer began within " + timeout.toSeconds() + " s.");
            abandon();
        }

        private void abandon() {
            if (outgoing != null) {
                outgoing.reset();
            }
        }

        private void broken(Throwable cause) {
            if (!answer.headWritten()) {
                Problem.BAD_GATEWAY.answer(
                        incoming, "The function ended or broke off before it answered: " + cause.getMessage() + ".");
            } else if (!answer.ended()) {
                // Half an answer must not look like a whole one.
                answer.reset();
            }
        }

        private static void copyHeaders(MultiMap from, MultiMap to) {
            Set<String> named = from.getAll("Connection").stream()
                    .flatMap(value ->
                            Arrays.stream(value.toLowerCase(Locale.ROOT).split("\\s*,\\s*")))
                    .collect(Collectors.toSet());
            from.forEach((name, value) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!HOP_BY_HOP.contains(lower) && !named.contains(lower)) {
                    to.add(name, value);
                }
            });
        }
    }
}
