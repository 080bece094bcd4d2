package dev.pricetide.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The records, the published schemas and the published examples say the same. */
class ContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant TIME = Instant.parse("2023-07-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void theExampleFitsTheSchema(EventType type) throws IOException {
        assertThat(schema(type).validate(example(type))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRecordIsWrittenAsTheExampleItWasReadFrom(EventType type) throws IOException {
        // Given
        JsonNode example = example(type);

        // When
        EventData data = Events.read(event(type, example), type.dataClass());
        CloudEvent written = Events.write(data, EventSource.INGEST, "id", TIME);

        // Then
        assertThat(JSON.readTree(written.getData().toBytes())).isEqualTo(example);
    }

    @ParameterizedTest
    @EnumSource
    void anEnvelopeSaysWhatTheContractSays(EventType type) throws IOException {
        // Given
        EventData data = Events.read(event(type, example(type)), type.dataClass());

        // When
        CloudEvent written = Events.write(data, EventSource.PREDICT, "an-id", TIME);

        // Then
        assertThat(written.getSpecVersion().toString()).isEqualTo("1.0");
        assertThat(written.getId()).isEqualTo("an-id");
        assertThat(written.getSource()).hasToString("/pricetide/predict");
        assertThat(written.getType()).startsWith("dev.pricetide.").isEqualTo(type.type());
        assertThat(written.getTime().toInstant()).isEqualTo(TIME);
        assertThat(written.getDataContentType()).isEqualTo("application/json");
        assertThat(written.getDataSchema())
                .hasToString(read(type.schemaResource()).get("$id").asText());
        assertThat(written.getSubject()).matches("(products|groups|batches)/.+");
        assertThat(written.getExtension("partitionkey"))
                .isEqualTo(written.getSubject().substring(written.getSubject().indexOf('/') + 1));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource
    void dataThatBreaksTheContractIsNamedExactly(String name, JsonNode with, String sentence, boolean beyondSchema)
            throws IOException {
        // Given
        EventType type = EventType.of("dev.pricetide." + name).orElseThrow();
        JsonNode broken = ((ObjectNode) example(type)).setAll((ObjectNode) with);

        // When
        InvalidEventException invalid = catchThrowableOfType(
                InvalidEventException.class, () -> Events.read(event(type, broken), type.dataClass()));

        // Then
        assertThat(invalid).hasMessageStartingWith(sentence);
        assertThat(invalid.reason().code()).isEqualTo("invalid-data");
        assertThat(schema(type).validate(broken).isEmpty())
                .as("the schema allows it")
                .isEqualTo(beyondSchema);
    }

    static Stream<Arguments> dataThatBreaksTheContractIsNamedExactly() throws IOException {
        return StreamSupport.stream(read("/invalid.json").spliterator(), false)
                .map(broken -> Arguments.of(
                        broken.get("event").asText(),
                        broken.get("with"),
                        broken.get("sentence").asText(),
                        broken.has("schema")));
    }

    @Test
    void unknownMembersAreIgnored() throws IOException {
        // Given
        ObjectNode data = (ObjectNode) example(EventType.SERIES_UPDATED);
        data.put("addedLater", true);

        // When
        SeriesUpdated updated = Events.read(event(EventType.SERIES_UPDATED, data), SeriesUpdated.class);

        // Then
        assertThat(updated.rows()).isEqualTo(3);
    }

    @Test
    void anotherTypeIsRefused() throws IOException {
        // Given
        CloudEvent event = event(EventType.SERIES_UPDATED, example(EventType.SERIES_UPDATED));

        // When
        InvalidEventException invalid =
                catchThrowableOfType(InvalidEventException.class, () -> Events.read(event, SeriesMeasured.class));

        // Then
        assertThat(invalid.reason().code()).isEqualTo("unknown-type");
        assertThat(invalid)
                .hasMessage("type is \"dev.pricetide.series.updated.v1\";"
                        + " it must be \"dev.pricetide.series.measured.v1\"");
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoJsonObjectIsRefused(byte[] data, String code) {
        // Given
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId("id")
                .withSource(EventSource.INGEST.uri())
                .withType(EventType.SERIES_UPDATED.type());

        // When
        InvalidEventException invalid = catchThrowableOfType(
                InvalidEventException.class,
                () -> Events.read((data == null ? event : event.withData(data)).build(), SeriesUpdated.class));

        // Then
        assertThat(invalid.reason().code()).isEqualTo(code);
    }

    static Stream<Arguments> whatIsNoJsonObjectIsRefused() {
        return Stream.of(
                Arguments.of(null, "invalid-json"),
                Arguments.of("{\"batch\":".getBytes(), "invalid-json"),
                Arguments.of("{} {}".getBytes(), "invalid-data"),
                Arguments.of("null".getBytes(), "invalid-data"),
                Arguments.of("[]".getBytes(), "invalid-data"));
    }

    private static CloudEvent event(EventType type, JsonNode data) throws IOException {
        return CloudEventBuilder.v1()
                .withId("id")
                .withSource(EventSource.INGEST.uri())
                .withType(type.type())
                .withData("application/json", JSON.writeValueAsBytes(data))
                .build();
    }

    private static JsonNode example(EventType type) throws IOException {
        return read(type.schemaResource().replace("/schemas/", "/examples/"));
    }

    private static JsonSchema schema(EventType type) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(read(type.schemaResource()));
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream stream = ContractTest.class.getResourceAsStream(resource)) {
            return JSON.readTree(stream);
        }
    }
}
