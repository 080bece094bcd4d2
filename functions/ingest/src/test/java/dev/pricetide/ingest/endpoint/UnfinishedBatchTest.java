package dev.pricetide.ingest.endpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.BatchReceived;
import dev.pricetide.events.Events;
import dev.pricetide.events.SeriesMeasured;
import dev.pricetide.testing.EventsTopic;
import dev.pricetide.testing.FromPipeline;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that end before their end. */
@QuarkusTest
class UnfinishedBatchTest {

    private static final String HEADER =
            "product_id,timestamp,product,country,company,product_group_id,offer_type,price\n";
    private static final String ROW = "3200,2021-03-01,Galaxy S10,CL,Paris,951,unlocked,272.89\n";

    @FromPipeline
    EventsTopic topic;

    @TestHTTPResource
    URL server;

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listenToTheLog() {
        Logger.getLogger(BatchResource.class.getName()).addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger(BatchResource.class.getName()).removeHandler(handler);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000\n\n", "Transfer-Encoding: chunked\n\n100000\n"})
    void a_client_that_is_gone_leaves_a_batch_without_totals(String framing) throws IOException {
        // Given: a client that has sent a whole fragment and part of a row
        BatchId batch = BatchId.at(Instant.now());
        try (RawRequest request = new RawRequest(server)) {
            request.send("POST /v1/batches HTTP/1.1\nHost: localhost\nContent-Type: text/csv\nIdempotency-Key: " + batch
                    + "\n" + framing + HEADER + ROW.repeat(SeriesMeasured.MAX_MEASURES) + "3200,2021-");
            topic.await(1, event -> event.getId().equals(batch + "/3200/0"));

            // When: it is closed
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> logged.stream().anyMatch(entry -> entry.contains(batch.toString())));
        String whole = HEADER + ROW.repeat(SeriesMeasured.MAX_MEASURES + 5);
        given().contentType("text/csv; charset=utf-8")
                .header("Idempotency-Key", batch.toString())
                .body(whole)
                .post("/v1/batches")
                .then()
                .statusCode(202);

        // Then: of the events under that id, which are all in one partition, the first is that of the retry
        BatchReceived first = Events.read(
                topic.await(1, event -> event.getId().equals(batch + "/0"))
                        .get(0)
                        .value(),
                BatchReceived.class);
        assertThat(first.totals().orElseThrow().rows()).isEqualTo(SeriesMeasured.MAX_MEASURES + 5);
    }

    @Test
    void a_batch_that_says_it_is_too_long_is_refused_before_it_comes() throws IOException {
        try (RawRequest request = new RawRequest(server)) {
            // When
            request.send(
                    "POST /v1/batches HTTP/1.1\nHost: localhost\nContent-Type: text/csv\nContent-Length: 1073741825\n\n");

            // Then
            assertThat(request.status()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void a_body_is_asked_for_only_where_the_headers_are_right() throws IOException {
        String request = "POST /v1/batches HTTP/1.1\nHost: localhost\nExpect: 100-continue\nContent-Length: 100\n";
        try (RawRequest right = new RawRequest(server);
                RawRequest wrong = new RawRequest(server)) {
            // When
            right.send(request + "Content-Type: text/csv\n\n");
            wrong.send(request + "Content-Type: text/plain\n\n");

            // Then
            assertThat(right.status()).startsWith("HTTP/1.1 100 ");
            assertThat(wrong.status()).startsWith("HTTP/1.1 415 ");
        }
    }
}
