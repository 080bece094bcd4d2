package dev.pricetide.testing;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.restassured.RestAssured;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/** CloudEvents over HTTP in binary mode, as the broker delivers them to a function and takes its answer. */
public final class BinaryCloudEvent {
    private static final String PREFIX = "ce-";
    private static final String CONTENT_TYPE = "content-type";

    private BinaryCloudEvent() {}

    /** POSTs the event to the function under test, at the path {@code /}. */
    public static Response post(CloudEvent event) {
        return post(event, "/");
    }

    /** POSTs the event to the function under test. */
    public static Response post(CloudEvent event, String path) {
        var request = RestAssured.given().header("Prefer", "reply").header(PREFIX + "specversion", "1.0");
        for (var attribute : event.getAttributeNames()) {
            var value = event.getAttribute(attribute);
            if (value != null && !attribute.equals("specversion") && !attribute.equals("datacontenttype")) {
                request.header(PREFIX + attribute, value.toString());
            }
        }
        for (var extension : event.getExtensionNames()) {
            request.header(PREFIX + extension, String.valueOf(event.getExtension(extension)));
        }
        if (event.getDataContentType() != null) {
            request.header(CONTENT_TYPE, event.getDataContentType());
        }
        if (event.getData() != null) {
            request.body(event.getData().toBytes());
        }
        return request.post(path);
    }

    /** The event that a function answered with; none when it answered without one. */
    public static Optional<CloudEvent> answer(Response response) {
        if (response.header(PREFIX + "specversion") == null) {
            return Optional.empty();
        }
        var event = CloudEventBuilder.fromSpecVersion(SpecVersion.parse(response.header(PREFIX + "specversion")));
        for (Header header : response.headers()) {
            var name = header.getName().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                set(event, name.substring(PREFIX.length()), header.getValue());
            }
        }
        var body = response.asByteArray();
        if (response.header(CONTENT_TYPE) != null) {
            event.withDataContentType(response.header(CONTENT_TYPE));
        }
        return Optional.of((body.length == 0 ? event : event.withData(body)).build());
    }

    private static void set(CloudEventBuilder event, String name, String value) {
        switch (name) {
            case "specversion" -> {}
            case "id" -> event.withId(value);
            case "source" -> event.withSource(URI.create(value));
            case "type" -> event.withType(value);
            case "subject" -> event.withSubject(value);
            case "dataschema" -> event.withDataSchema(URI.create(value));
            case "time" -> event.withTime(OffsetDateTime.parse(value));
            default -> event.withExtension(name, value);
        }
    }
}
