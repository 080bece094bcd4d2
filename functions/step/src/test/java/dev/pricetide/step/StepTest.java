package dev.pricetide.step;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pricetide.events.EventIds;
import dev.pricetide.events.EventSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line of "Answering" in the event contract, over HTTP as the broker sees it. */
@QuarkusTest
class StepTest {

    private static final String ANSWER_ID = EventIds.answer(EventSource.IMPORTER, ProbeEvent.ID);

    @Test
    void anAnswerIsTheNextEvent() {
        // Given
        ProbeEvent event = ProbeEvent.thatIs("answered");

        // When
        Response answer = event.post();

        // Then
        answer.then().statusCode(200);
        assertThat(answer.header("ce-specversion")).isEqualTo("1.0");
        assertThat(answer.header("ce-id")).isEqualTo(ANSWER_ID);
        assertThat(answer.header("ce-type")).isEqualTo("dev.pricetide.series.updated.v1");
        assertThat(answer.header("ce-source")).isEqualTo("/pricetide/importer");
        assertThat(answer.header("ce-subject")).isEqualTo("products/p1");
        assertThat(answer.header("ce-partitionkey")).isEqualTo("p1");
        assertThat(answer.header("ce-dataschema")).isEqualTo("https://pricetide.dev/schemas/series.updated.v1.json");
        assertThat(OffsetDateTime.parse(answer.header("ce-time"))).isNotNull();
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.body().asString())
                .isEqualTo("{\"batch\":\"" + ProbeEvent.BATCH + "\",\"fragment\":0,\"productId\":\"p1\","
                        + "\"productGroupId\":\"g1\",\"first\":\"2021-03-01T00:00:00Z\","
                        + "\"last\":\"2021-03-01T00:00:00Z\",\"rows\":1}");
    }

    @Test
    void theBrokersOwnMarksAreNotCopied() {
        // Given
        ProbeEvent event = ProbeEvent.thatIs("answered")
                .with("ce-knativekafkaoffset", "7")
                .with("ce-knativekafkapartition", "3")
                .with("prefer", "reply")
                .with("kn-namespace", "pricetide");

        // When
        Response answer = event.post();

        // Then
        assertThat(answer.headers().asList())
                .extracting(header -> header.getName().toLowerCase())
                .containsExactlyInAnyOrder(
                        "ce-specversion",
                        "ce-id",
                        "ce-type",
                        "ce-source",
                        "ce-subject",
                        "ce-time",
                        "ce-dataschema",
                        "ce-partitionkey",
                        "content-type",
                        "content-length");
    }

    @Test
    void aRepeatedEventIsAnsweredTheSame() {
        // Given
        ProbeEvent event = ProbeEvent.thatIs("answered");
        Response first = event.post();

        // When
        Response second = event.post();

        // Then
        assertThat(second.header("ce-id")).isEqualTo(first.header("ce-id"));
        assertThat(second.body().asString()).isEqualTo(first.body().asString());
    }

    @Test
    void nothingToAddIsAnEmptyAnswer() {
        // Given
        ProbeEvent event = ProbeEvent.thatIs("nothing");

        // When
        Response answer = event.post();

        // Then
        answer.then().statusCode(204);
        assertThat(answer.header("ce-type")).isNull();
        assertThat(answer.body().asByteArray()).isEmpty();
    }

    static Stream<Arguments> poison() {
        ProbeEvent sound = ProbeEvent.thatIs("answered");
        return Stream.of(
                arguments(sound.without("ce-source"), "invalid-attribute", "source is missing"),
                arguments(sound.with("ce-source", "::"), "invalid-attribute", "source is \"::\"; it must be a URI"),
                arguments(sound.without("ce-specversion"), "invalid-attribute", "specversion is missing"),
                arguments(sound.with("ce-specversion", "0.3"), "invalid-attribute", "specversion is \"0.3\""),
                arguments(sound.with("ce-specversion", "odd"), "invalid-attribute", "specversion is \"odd\""),
                arguments(sound.with("ce-time", "yesterday"), "invalid-attribute", "'yesterday'"),
                arguments(sound.withBody("{\"batch\":".getBytes(UTF_8)), "invalid-json", "not JSON"),
                arguments(sound.withBody(new byte[] {(byte) 0xff, 0}), "invalid-json", "not JSON"),
                arguments(sound.withBody(new byte[0]), "invalid-json", "the event has no data"),
                arguments(sound.withBody("null".getBytes(UTF_8)), "invalid-data", "the data is null"),
                arguments(sound.withBody("{\"fragment\":0}".getBytes(UTF_8)), "invalid-data", "batch is missing"),
                arguments(ProbeEvent.thatIs("refused"), "too-odd", "an even one would do"),
                arguments(ProbeEvent.thatIs("refused at once"), "too-odd", "odd at once"),
                arguments(ProbeEvent.thatIs("answered at length"), "answer-too-large", "at most 516096"));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void anEventThatCanNeverSucceedIsAnsweredAsRejected(ProbeEvent event, String reason, String part) {
        // When
        Response answer = event.post();

        // Then
        answer.then().statusCode(200);
        assertThat(answer.header("ce-type")).isEqualTo("dev.pricetide.event.rejected.v1");
        assertThat(answer.header("ce-source")).isEqualTo("/pricetide/importer");
        assertThat(answer.header("ce-id")).isEqualTo(ANSWER_ID);
        assertThat(answer.header("ce-subject")).isEqualTo("products/p1");
        assertThat(answer.header("ce-partitionkey")).isEqualTo("p1");
        assertThat(answer.jsonPath().getString("function")).isEqualTo("importer");
        assertThat(answer.jsonPath().getString("reason")).isEqualTo(reason);
        assertThat(answer.jsonPath().getString("sentence")).contains(part);
        assertThat(answer.jsonPath().getString("event.id")).isEqualTo(ProbeEvent.ID);
    }

    @Test
    void aRejectedEventIsKeptWhole() {
        // Given
        ProbeEvent event = ProbeEvent.thatIs("refused")
                .with("ce-traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .with("ce-time", "2023-06-30T00:00:00Z")
                .with("ce-knativekafkaoffset", "7");

        // When
        Response answer = event.post();

        // Then
        assertThat(answer.jsonPath().getMap("event").keySet())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "time",
                        "dataschema",
                        "datacontenttype",
                        "partitionkey",
                        "traceparent",
                        "data"));
        assertThat(answer.jsonPath().getString("event.time")).isEqualTo("2023-06-30T00:00:00Z");
        assertThat(answer.body().asString()).contains("\"data\":" + new String(event.body(), UTF_8));
    }

    @Test
    void dataThatIsNotJsonIsKeptAsBase64() {
        // Given
        ProbeEvent event = ProbeEvent.thatIs("answered").withBody(new byte[] {(byte) 0xff, 0});

        // When
        Response answer = event.post();

        // Then
        assertThat(answer.jsonPath().getString("event.data_base64")).isEqualTo("/wA=");
    }

    @ParameterizedTest
    @CsvSource({
        "failed, Cassandra is away",
        "failed at once, Cassandra is away at once",
        "failed without a word, IllegalStateException",
        "never done, The work of the event took longer than 2000 ms"
    })
    void aFaultThatMayPassIsTriedAgain(String product, String sentence) {
        // Given
        ProbeEvent event = ProbeEvent.thatIs(product);

        try (LogLines log = LogLines.listen()) {
            // When
            Response answer = event.post();

            // Then
            answer.then().statusCode(503);
            assertThat(answer.body().asString()).isEqualTo(sentence);
            assertThat(answer.header("kne-reason")).isEqualTo("transient-fault");
            assertThat(answer.header("ce-type")).isNull();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(ProbeEvent.ID)
                    .endsWith(sentence);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.pricetide.price.predicted.v1", "com.example.unknown"})
    void aTypeThatTheFunctionDoesNotKnowIsNotFound(String type) {
        // Given
        ProbeEvent event = ProbeEvent.thatIs("answered").with("ce-type", type);

        // When
        Response answer = event.post();

        // Then
        answer.then().statusCode(404);
    }

    @Test
    void structuredModeIsAnsweredInStructuredMode() {
        // Given
        String event = """
                {"specversion": "1.0", "id": "%s", "source": "/pricetide/ingest",
                 "type": "dev.pricetide.series.measured.v1", "subject": "products/p1", "partitionkey": "p1",
                 "time": "2023-06-30T00:00:00Z", "datacontenttype": "application/json", "data": %s}""".formatted(
                        ProbeEvent.ID, new String(ProbeEvent.thatIs("answered").body(), UTF_8));

        // When
        Response answer = given().contentType("application/cloudevents+json")
                .body(event.getBytes(UTF_8))
                .post("/");

        // Then
        answer.then().statusCode(200);
        assertThat(answer.contentType()).startsWith("application/cloudevents+json");
        assertThat(answer.jsonPath().getString("id")).isEqualTo(ANSWER_ID);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("dev.pricetide.series.updated.v1");
        assertThat(answer.jsonPath().getString("partitionkey")).isEqualTo("p1");
        assertThat(OffsetDateTime.parse(answer.jsonPath().getString("time"))).isNotNull();
        assertThat(answer.jsonPath().getString("data.productId")).isEqualTo("p1");
    }

    @Test
    void aRejectedEventOfStructuredModeHasItsDataOnce() {
        // Given
        String event = """
                {"specversion": "1.0", "id": "odd", "source": "/somewhere", "type": "dev.pricetide.series.measured.v1",
                 "subject": "Preis für\\r\\nalle", "datacontenttype": "application/json", "data_base64": "bm8="}""";

        // When
        Response answer = given().contentType("application/cloudevents+json")
                .body(event.getBytes(UTF_8))
                .post("/");

        // Then
        answer.then().statusCode(200);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("dev.pricetide.event.rejected.v1");
        assertThat(answer.jsonPath().getString("subject")).isEqualTo("Preis f%C3%BCr%0D%0Aalle");
        assertThat(answer.jsonPath().getString("data.reason")).isEqualTo("invalid-json");
        assertThat(answer.jsonPath().getMap("data.event")).containsEntry("data_base64", "bm8=");
    }
}
