package dev.pricetide.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Turns the records of the contract into CloudEvents and back. */
public final class Events {

    /** No event of the pipeline, headers included, reaches this size; the broker's own limit is 1 MiB. */
    public static final int MAX_BYTES = 512 * 1024;

    /** The extension that the broker makes the Kafka record's key. */
    public static final String PARTITION_KEY = "partitionkey";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Events() {}

    /**
     * The CloudEvent that carries the data, with type, schema, subject and partition key set from it.
     *
     * @param source the function that makes the event
     * @param id see {@link EventIds}
     * @param time when it was made
     */
    public static CloudEvent write(EventData data, EventSource source, String id, Instant time) {
        EventType type = EventType.of(data.getClass());
        try {
            return CloudEventBuilder.v1()
                    .withId(id)
                    .withSource(source.uri())
                    .withType(type.type())
                    .withSubject(data.subject())
                    .withTime(time.atOffset(ZoneOffset.UTC))
                    .withDataSchema(type.dataSchema())
                    .withDataContentType("application/json")
                    .withExtension(PARTITION_KEY, data.partitionKey())
                    .withData(JSON.writeValueAsBytes(data))
                    .build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A record of the contract is always JSON", e);
        }
    }

    /**
     * The data of an event of the expected type.
     *
     * @throws InvalidEventException if the event is of another type or its data breaks the contract
     */
    public static <T extends EventData> T read(CloudEvent event, Class<T> dataClass) {
        EventType expected = EventType.of(dataClass);
        if (!expected.type().equals(event.getType())) {
            throw new InvalidEventException(
                    InvalidEventException.Reason.UNKNOWN_TYPE,
                    "type is \"" + event.getType() + "\"; it must be \"" + expected.type() + "\"");
        }
        if (event.getData() == null) {
            throw new InvalidEventException(
                    InvalidEventException.Reason.INVALID_JSON, "the event has no data; it must be a JSON object");
        }
        try {
            T data = JSON.readValue(event.getData().toBytes(), dataClass);
            if (data == null) {
                throw new InvalidEventException(
                        InvalidEventException.Reason.INVALID_DATA, "the data is null; it must be a JSON object");
            }
            return data;
        } catch (JsonMappingException e) {
            throw new InvalidEventException(InvalidEventException.Reason.INVALID_DATA, sentence(e));
        } catch (IOException e) {
            throw new InvalidEventException(
                    InvalidEventException.Reason.INVALID_JSON, "the data is not JSON: " + firstLine(e));
        }
    }

    /** A record's own refusal is already a sentence; Jackson's is given the path to the member. */
    private static String sentence(JsonMappingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException) {
                return cause.getMessage();
            }
        }
        String at = "the data does not fit at \"" + path(e) + "\"; it must be ";
        return at + (e instanceof MismatchedInputException mismatch ? expected(mismatch.getTargetType()) : "JSON");
    }

    /** What a member of that Java type is in JSON. */
    private static String expected(Class<?> type) {
        if (type == Instant.class) {
            return "an instant such as 2021-03-01T00:00:00Z";
        }
        if (type == LocalDate.class) {
            return "a day such as 2021-03-01";
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == float.class || type == Float.class || type == BigDecimal.class) {
            return "a number";
        }
        if (type == String.class || type == BatchId.class) {
            return "a text";
        }
        return type != null && List.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        e.getPath().forEach(reference -> {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        });
        return path.toString();
    }

    private static String firstLine(IOException e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }
}
