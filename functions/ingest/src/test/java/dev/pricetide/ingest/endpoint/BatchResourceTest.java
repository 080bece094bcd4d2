package dev.pricetide.ingest.endpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.BatchReceived;
import dev.pricetide.events.BatchReceived.RejectedRow;
import dev.pricetide.events.BatchReceived.Totals;
import dev.pricetide.events.Events;
import dev.pricetide.testing.EventsTopic;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.cloudevents.CloudEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.CASSANDRA))
class BatchResourceTest {

    private static final String HEADER =
            "product_id,timestamp,product,country,company,product_group_id,offer_type,price\n";
    private static final String TWO_SERIES = HEADER
            + "3200,2021-03-01,Galaxy S10,CL,Paris,951,unlocked,272.89\n"
            + "3201,2021-03-01,Galaxy S10,CL,Ripley,951,unlocked,270\n"
            + "3200,2021-03-02,Galaxy S10,CL,Paris,951,unlocked,271.5\n"
            + "3200,2021-03-03,Galaxy S10,CL,Paris,951,unlocked,free\n";

    @FromPipeline
    EventsTopic topic;

    @BeforeAll
    static void sendContentTypesAsTheyAre() {
        RestAssured.config = RestAssured.config()
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
    }

    @Test
    void answers_with_the_totals_and_writes_each_event_once() {
        // Given
        BatchId batch = BatchId.at(Instant.now());

        // When
        csv(batch)
                .body(TWO_SERIES)
                .post("/v1/batches")
                .then()
                .statusCode(202)
                .contentType("application/json")
                .body("batch", equalTo(batch.toString()))
                .body("rows", is(4))
                .body("fragments", is(2))
                .body("series", is(2))
                .body("rejected", is(1));

        // Then
        List<ConsumerRecord<String, CloudEvent>> records = topic.await(3, of(batch));
        assertThat(records)
                .extracting(record -> record.value().getId())
                .containsExactlyInAnyOrder(batch + "/3200/0", batch + "/3201/0", batch + "/0");
        assertThat(received(records))
                .isEqualTo(new BatchReceived(
                        batch,
                        0,
                        Optional.of(new Totals(4, 2, 2, 1)),
                        List.of(new RejectedRow(
                                5,
                                "price",
                                "price is \"free\"; it must be a number such as 272.89, with a point and no thousands separator",
                                "3200,2021-03-03,Galaxy S10,CL,Paris,951,unlocked,free"))));
    }

    @Test
    void writes_records_as_the_broker_does() {
        // Given
        BatchId batch = BatchId.at(Instant.now());

        // When
        csv(batch).body(TWO_SERIES).post("/v1/batches").then().statusCode(202);

        // Then
        ConsumerRecord<String, CloudEvent> record = topic.await(3, of(batch)).stream()
                .filter(candidate -> candidate.value().getId().equals(batch + "/3200/0"))
                .findFirst()
                .orElseThrow();
        Map<String, String> headers = new TreeMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(record.key()).isEqualTo("3200");
        assertThat(headers)
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", batch + "/3200/0",
                        "ce_type", "dev.pricetide.series.measured.v1",
                        "ce_source", "/pricetide/ingest",
                        "ce_subject", "products/3200",
                        "ce_partitionkey", "3200",
                        "ce_time", headers.get("ce_time"),
                        "ce_dataschema", "https://pricetide.dev/schemas/series.measured.v1.json",
                        "content-type", "application/json"));
        assertThat(Instant.parse(headers.get("ce_time"))).isEqualTo(batch.ingestTime());
        assertThat(new String(record.value().getData().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"batch\":\"" + batch + "\",\"fragment\":0,\"series\":{\"productId\":\"3200\","
                        + "\"product\":\"Galaxy S10\",\"country\":\"CL\",\"company\":\"Paris\",\"productGroupId\":\"951\","
                        + "\"offerType\":\"unlocked\"},\"instants\":[\"2021-03-01T00:00:00Z\",\"2021-03-02T00:00:00Z\"],"
                        + "\"prices\":[272.89,271.5]}");
    }

    @Test
    void a_retry_under_the_same_key_gives_the_same_events() {
        // Given
        BatchId batch = BatchId.at(Instant.now().minus(Duration.ofHours(23)));

        // When
        csv(batch).body(TWO_SERIES).post("/v1/batches").then().statusCode(202);
        csv(batch).body(TWO_SERIES).post("/v1/batches").then().statusCode(202);

        // Then
        List<CloudEvent> events =
                topic.await(6, of(batch)).stream().map(ConsumerRecord::value).toList();
        assertThat(events).hasSize(6);
        assertThat(events.stream().distinct()).hasSize(3);
    }

    @Test
    void without_a_key_the_server_makes_one() {
        // When
        String batch = given().contentType("text/csv")
                .body(TWO_SERIES)
                .post("/v1/batches")
                .then()
                .statusCode(202)
                .extract()
                .path("batch");

        // Then
        assertThat(BatchId.parse(batch).ingestTime()).isBefore(Instant.now().plusMillis(1));
        topic.await(3, of(BatchId.parse(batch)));
    }

    @Test
    void takes_gzip() throws IOException {
        // Given
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write(TWO_SERIES.getBytes(StandardCharsets.UTF_8));
        }

        // When, Then
        gzip(body.toByteArray()).statusCode(202).body("rows", is(4));
        problem(gzip(Arrays.copyOf(body.toByteArray(), body.size() - 20)), 400)
                .body("detail", equalTo("The body is not complete gzip, although Content-Encoding says gzip."));
        problem(gzip(TWO_SERIES.getBytes(StandardCharsets.UTF_8)), 400)
                .body("detail", equalTo("The body is not complete gzip, although Content-Encoding says gzip."));
    }

    @Test
    void refuses_a_batch_without_the_columns_even_where_much_follows() {
        // Given
        String body = "a,b,price\n" + "1,2,3\n".repeat(3_000_000);

        // When, Then
        problem(csv(BatchId.at(Instant.now())).body(body).post("/v1/batches").then(), 400)
                .body(
                        "detail",
                        equalTo("Line 1, the header: missing product_id, timestamp, product, country, company,"
                                + " product_group_id, offer_type; each of product_id, timestamp, product, country, company,"
                                + " product_group_id, offer_type, price must be there once, separated by commas."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "8e03978e-40d5-43e8-bc93-6894a57f9324"})
    void refuses_a_key_that_is_no_UUIDv7(String key) {
        problem(
                        given().contentType("text/csv")
                                .header("Idempotency-Key", key)
                                .body(TWO_SERIES)
                                .post("/v1/batches")
                                .then(),
                        400)
                .body(
                        "detail",
                        equalTo("Idempotency-Key \"" + key
                                + "\" is not a UUIDv7 such as 01890a5d-ac96-774b-bcce-b302099a8057."));
    }

    @ParameterizedTest
    @CsvSource({"PT-24H-1S, more than 24 hours ago", "PT1H, more than 5 seconds ahead"})
    void refuses_a_key_of_another_time(Duration away, String reason) {
        // Given
        BatchId batch = BatchId.at(Instant.now().plus(away));

        // When
        String detail = problem(csv(batch).body(TWO_SERIES).post("/v1/batches").then(), 400)
                .extract()
                .path("detail");

        // Then
        assertThat(detail)
                .startsWith("Idempotency-Key \"" + batch + "\" was made at " + batch.ingestTime() + ", " + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 'Content-Type is application/json; it must be text/csv, in UTF-8 with a header row.'",
        "text/csv; charset=iso-8859-1, 'The charset of Content-Type is iso-8859-1; it must be utf-8.'"
    })
    void refuses_other_media(String contentType, String detail) {
        problem(
                        given().contentType(contentType)
                                .body(TWO_SERIES.getBytes(StandardCharsets.UTF_8))
                                .post("/v1/batches")
                                .then(),
                        415)
                .body("detail", equalTo(detail));
    }

    @Test
    void takes_a_content_type_with_parameters() {
        given().contentType("Text/CSV; header=present; charset=\"UTF-8\"")
                .body(TWO_SERIES)
                .post("/v1/batches")
                .then()
                .statusCode(202);
    }

    @Test
    void refuses_other_encodings() {
        problem(
                        csv(BatchId.at(Instant.now()))
                                .header("Content-Encoding", "br")
                                .body(TWO_SERIES)
                                .post("/v1/batches")
                                .then(),
                        415)
                .body("detail", equalTo("Content-Encoding is br; it must be gzip or absent."));
    }

    @Test
    void refuses_other_methods_and_paths() {
        problem(given().get("/v1/batches").then(), 405).header("Allow", "POST");
        problem(given().delete("/v1/batches").then(), 405);
        problem(
                        csv(BatchId.at(Instant.now()))
                                .body(TWO_SERIES)
                                .post("/v1/batch")
                                .then(),
                        404)
                .body("detail", equalTo("There is nothing at /v1/batch; batches are posted to /v1/batches."));
    }

    private static RequestSpecification csv(BatchId batch) {
        return given().contentType("text/csv").header("Idempotency-Key", batch.toString());
    }

    private static ValidatableResponse gzip(byte[] body) {
        return csv(BatchId.at(Instant.now()))
                .header("Content-Encoding", "gzip")
                .body(body)
                .post("/v1/batches")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("status", is(status))
                .body("instance", nullValue());
    }

    private static Predicate<CloudEvent> of(BatchId batch) {
        return event -> event.getId().startsWith(batch.toString());
    }

    private static BatchReceived received(List<ConsumerRecord<String, CloudEvent>> records) {
        return records.stream()
                .map(ConsumerRecord::value)
                .filter(event -> event.getType().endsWith("batch.received.v1"))
                .map(event -> Events.read(event, BatchReceived.class))
                .findFirst()
                .orElseThrow();
    }
}
