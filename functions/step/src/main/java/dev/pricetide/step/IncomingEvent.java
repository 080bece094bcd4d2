package dev.pricetide.step;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pricetide.events.InvalidEventException;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.funqy.knative.events.CloudEvent;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** Funqy's event as the CloudEvents SDK's. Funqy itself checks nothing but that there is an id. */
final class IncomingEvent {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final byte[] NO_DATA = {};

    private IncomingEvent() {}

    /** @throws InvalidEventException naming the attribute that breaks CloudEvents 1.0 */
    static io.cloudevents.CloudEvent of(CloudEvent<byte[]> event) {
        if (!"1.0".equals(event.specVersion())) {
            throw invalid("specversion is " + quoted(event.specVersion()) + "; it must be \"1.0\"");
        }
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(event.id())
                .withSource(source(event))
                .withType(event.type())
                .withTime(time(event));
        byte[] data = data(event);
        if (data.length > 0) {
            builder.withData(data);
        }
        try {
            return builder.build();
        } catch (IllegalStateException e) {
            throw invalid(e.getMessage());
        }
    }

    /** The event in the CloudEvents JSON format, whole and whatever is wrong with it; without the broker's own marks. */
    static JsonNode structured(CloudEvent<byte[]> event) {
        ObjectNode node = JSON.createObjectNode();
        putIfPresent(node, "specversion", event.specVersion());
        putIfPresent(node, "id", event.id());
        putIfPresent(node, "source", event.source());
        putIfPresent(node, "type", event.type());
        putIfPresent(node, "subject", event.subject());
        putIfPresent(node, "time", timeText(event));
        putIfPresent(node, "dataschema", event.dataSchema());
        putIfPresent(node, "datacontenttype", event.dataContentType());
        event.extensions().forEach((name, value) -> {
            // Funqy takes the data_base64 of structured mode for an extension.
            if (!name.startsWith("knative") && !name.equals("data_base64")) {
                putIfPresent(node, name, value);
            }
        });
        putData(node, data(event));
        return node;
    }

    private static URI source(CloudEvent<byte[]> event) {
        String source = event.source();
        if (source == null || source.isBlank()) {
            throw invalid("source is missing; it must be the URI of what made the event");
        }
        try {
            return URI.create(source);
        } catch (IllegalArgumentException e) {
            throw invalid("source is " + quoted(source) + "; it must be a URI");
        }
    }

    private static OffsetDateTime time(CloudEvent<byte[]> event) {
        try {
            return event.time();
        } catch (DateTimeException e) {
            throw invalid("time must be an RFC 3339 date-time such as 2021-03-01T00:00:00Z: " + e.getMessage());
        }
    }

    private static String timeText(CloudEvent<byte[]> event) {
        try {
            OffsetDateTime time = event.time();
            return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        } catch (DateTimeException e) {
            // Funqy parses on asking and keeps no text; it is quoted in the sentence that the event is rejected with.
            return null;
        }
    }

    private static byte[] data(CloudEvent<byte[]> event) {
        try {
            return Objects.requireNonNullElse(event.data(), NO_DATA);
        } catch (NullPointerException | IllegalArgumentException e) {
            // So Funqy says that a request has no body, or that its data_base64 is none.
            return NO_DATA;
        }
    }

    private static void putData(ObjectNode node, byte[] data) {
        if (data.length == 0) {
            return;
        }
        try {
            node.set("data", JSON.readTree(data));
        } catch (IOException e) {
            node.put("data_base64", data);
        }
    }

    private static void putIfPresent(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static String quoted(String value) {
        return value == null ? "missing" : '"' + value + '"';
    }

    private static InvalidEventException invalid(String sentence) {
        return new InvalidEventException(InvalidEventException.Reason.INVALID_ATTRIBUTE, sentence);
    }
}
