package dev.pricetide.step;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pricetide.events.InvalidEventException;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.funqy.knative.events.CloudEvent;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;

/** Funqy's event as the CloudEvents SDK's. Funqy itself checks nothing but that there is an id. */
final class IncomingEvent {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private IncomingEvent() {}

    /** @throws InvalidEventException naming the attribute that breaks CloudEvents 1.0 */
    static io.cloudevents.CloudEvent of(CloudEvent<byte[]> event) {
        if (!"1.0".equals(event.specVersion())) {
            throw invalid("specversion is \"" + event.specVersion() + "\"; it must be \"1.0\"");
        }
        if (event.source() == null || event.source().isBlank()) {
            throw invalid("source is missing; it must be the URI of what made the event");
        }
        try {
            return CloudEventBuilder.v1()
                    .withId(event.id())
                    .withSource(URI.create(event.source()))
                    .withType(event.type())
                    .withSubject(event.subject())
                    .withTime(event.time())
                    .withData(event.data())
                    .build();
        } catch (DateTimeException e) {
            throw invalid("time is no RFC 3339 date-time: " + e.getMessage());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw invalid(e.getMessage());
        }
    }

    /** The event in the CloudEvents JSON format, whole and whatever is wrong with it; without the broker's own marks. */
    static JsonNode structured(CloudEvent<byte[]> event) {
        ObjectNode node = JSON.createObjectNode();
        node.put("specversion", event.specVersion());
        node.put("id", event.id());
        putIfPresent(node, "source", event.source());
        putIfPresent(node, "type", event.type());
        putIfPresent(node, "subject", event.subject());
        putIfPresent(node, "time", time(event));
        putIfPresent(node, "dataschema", event.dataSchema());
        putIfPresent(node, "datacontenttype", event.dataContentType());
        event.extensions().forEach((name, value) -> {
            if (!name.startsWith("knative")) {
                node.put(name, value);
            }
        });
        putData(node, event.data());
        return node;
    }

    private static void putData(ObjectNode node, byte[] data) {
        if (data == null || data.length == 0) {
            return;
        }
        try {
            node.set("data", JSON.readTree(data));
        } catch (IOException e) {
            node.put("data_base64", data);
        }
    }

    private static String time(CloudEvent<byte[]> event) {
        try {
            return event.time() == null ? null : event.time().toString();
        } catch (DateTimeException e) {
            // Funqy parses on asking; an unreadable time is what the event is rejected for, and named there.
            return null;
        }
    }

    private static void putIfPresent(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static InvalidEventException invalid(String sentence) {
        return new InvalidEventException(InvalidEventException.Reason.INVALID_ATTRIBUTE, sentence);
    }
}
