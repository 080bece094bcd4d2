package dev.pricetide.local.platform.broker;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Sends events by HTTP POST, in binary mode, and asks for a reply. */
final class HttpSubscriber implements Subscriber {
    /** More than an event may have, and little enough to hold many of them. */
    private static final int MAX_ANSWER_BYTES = 2 << 20;

    private final Vertx vertx;
    private final HttpClient client;
    private final Endpoint endpoint;
    private final String path;
    private final String namespace;
    private final Duration timeout;

    /**
     * @param namespace told to the subscriber in {@code Kn-Namespace}
     * @param timeout of one attempt, the wait for the endpoint included
     */
    HttpSubscriber(Vertx vertx, HttpClient client, Endpoint endpoint, String path, String namespace, Duration timeout) {
        this.vertx = vertx;
        this.client = client;
        this.endpoint = endpoint;
        this.path = path;
        this.namespace = namespace;
        this.timeout = timeout;
    }

    @Override
    public Future<Answer> send(HeldEvent event) {
        Attempt attempt = new Attempt(event);
        attempt.start();
        return attempt.answer.future();
    }

    /** One attempt; whatever comes first of answer, failure and timeout decides it. */
    private final class Attempt {
        private final HeldEvent event;
        private final Promise<Answer> answer = Promise.promise();
        private HttpClientRequest request;

        private Attempt(HeldEvent event) {
            this.event = event;
        }

        private void start() {
            long timer = vertx.setTimer(timeout.toMillis(), expired -> giveUp());
            answer.future().onComplete(any -> vertx.cancelTimer(timer));
            endpoint.lease().onComplete(lease -> {
                if (lease.failed()) {
                    refused(lease.cause());
                } else if (answer.future().isComplete()) {
                    lease.result().release();
                } else {
                    exchange(lease.result());
                }
            });
        }

        private void refused(Throwable reason) {
            if (reason instanceof UnavailableException) {
                byte[] sentence = reason.getMessage().getBytes(StandardCharsets.UTF_8);
                answer.tryComplete(new Answer(503, MultiMap.caseInsensitiveMultiMap(), sentence));
            } else {
                answer.tryFail(reason);
            }
        }

        private void exchange(Endpoint.Lease lease) {
            client.request(new RequestOptions()
                            .setMethod(HttpMethod.POST)
                            .setHost(lease.host())
                            .setPort(lease.port())
                            .setURI(path))
                    .compose(this::post)
                    .compose(this::read)
                    .onComplete(outcome -> {
                        lease.release();
                        if (outcome.succeeded()) {
                            answer.tryComplete(outcome.result());
                        } else {
                            answer.tryFail(outcome.cause());
                        }
                    });
        }

        private Future<HttpClientResponse> post(HttpClientRequest opened) {
            request = opened;
            if (answer.future().isComplete()) {
                opened.reset();
                return Future.failedFuture(answer.future().cause());
            }
            byte[] body = HttpEvents.write(event.event(), opened.headers());
            opened.putHeader("Prefer", "reply").putHeader("Kn-Namespace", namespace);
            event.traceparent().ifPresent(value -> opened.putHeader("traceparent", value));
            return opened.send(Buffer.buffer(body));
        }

        private Future<Answer> read(HttpClientResponse response) {
            Buffer body = Buffer.buffer();
            response.handler(part -> {
                body.appendBuffer(part);
                if (body.length() > MAX_ANSWER_BYTES) {
                    answer.tryFail("the answer has more than " + MAX_ANSWER_BYTES + " bytes");
                    request.reset();
                }
            });
            return response.end().map(end -> new Answer(response.statusCode(), response.headers(), body.getBytes()));
        }

        private void giveUp() {
            answer.tryFail(new TimeoutException("no answer within " + timeout.toSeconds() + " s"));
            if (request != null) {
                request.reset();
            }
        }
    }
}
