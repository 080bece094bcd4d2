package dev.pricetide.local.platform.broker;

import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.vertx.core.MultiMap;
import java.util.function.BiConsumer;

/** CloudEvents as HTTP messages and back. */
final class HttpEvents {

    private HttpEvents() {}

    /**
     * The event in a message of binary or structured mode.
     *
     * @throws RuntimeException if there is none, or one that breaks the specification; the message says how
     */
    static CloudEvent read(MultiMap headers, byte[] body) {
        return HttpMessageFactory.createReader(each -> headers.forEach((BiConsumer<String, String>) each::accept), body)
                .toEvent();
    }

    /** Puts the event's attributes into {@code headers}, in binary mode, and returns the body. */
    static byte[] write(CloudEvent event, MultiMap headers) {
        byte[][] body = {new byte[0]};
        HttpMessageFactory.createWriter(headers::set, bytes -> body[0] = bytes == null ? new byte[0] : bytes)
                .writeBinary(event);
        return body[0];
    }
}
