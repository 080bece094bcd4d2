package dev.pricetide.local.platform.broker;

import io.cloudevents.CloudEvent;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events by HTTP POST and answers 202 once they are in the Broker's topic: 400 if it is no single CloudEvent, 404
 * for another path, 405 for another method, 503 if Kafka does not take it.
 */
final class Ingress implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Ingress.class);
    /** A record has at most 1 MiB, which Kafka's producer checks; an event as JSON may be a little larger. */
    private static final int MAX_BODY_BYTES = 2 << 20;

    private final String path;
    private final Function<HeldEvent, Future<Void>> topic;

    Ingress(String path, Function<HeldEvent, Future<Void>> topic) {
        this.path = path;
        this.topic = topic;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!path.equals(request.path())) {
            answer(request, 404);
        } else if (!HttpMethod.POST.equals(request.method())) {
            answer(request, 405);
        } else {
            receive(request);
        }
    }

    private void receive(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= MAX_BODY_BYTES) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            if (body.length() > MAX_BODY_BYTES) {
                answer(request, 503);
            } else {
                publish(request, body.getBytes());
            }
        });
    }

    private void publish(HttpServerRequest request, byte[] body) {
        CloudEvent event;
        try {
            event = HttpEvents.read(request.headers(), body);
        } catch (RuntimeException e) {
            LOG.warn("Request refused, it is no CloudEvent: reason={}", e.getMessage());
            answer(request, 400);
            return;
        }
        topic.apply(new HeldEvent(event, Optional.ofNullable(request.getHeader("traceparent"))))
                .onSuccess(written -> answer(request, 202))
                .onFailure(failure -> {
                    LOG.warn("Event refused, Kafka did not take it: event={}", event.getId(), failure);
                    answer(request, 503);
                });
    }

    private static void answer(HttpServerRequest request, int status) {
        if (!request.response().closed()) {
            request.response().setStatusCode(status).end();
        }
    }
}
