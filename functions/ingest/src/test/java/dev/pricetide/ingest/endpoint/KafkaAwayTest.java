package dev.pricetide.ingest.endpoint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(KafkaAwayTest.NobodyListens.class)
class KafkaAwayTest {

    static final String CSV = """
            product_id,timestamp,product,country,company,product_group_id,offer_type,price
            3200,2021-03-01,Galaxy S10,CL,Paris,951,unlocked,272.89
            """;

    @Test
    void a_batch_is_answered_with_503_and_may_be_sent_again() {
        assertUnavailable(CSV);
    }

    @Test
    void what_needs_no_Kafka_is_answered_as_ever() {
        given().contentType("text/csv; charset=utf-8")
                .body("a,b\n")
                .post("/v1/batches")
                .then()
                .statusCode(400);
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    static void assertUnavailable(String csv) {
        given().contentType("text/csv; charset=utf-8")
                .body(csv)
                .post("/v1/batches")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("status", is(503))
                .body(
                        "detail",
                        equalTo(
                                "Not all events of the batch could be stored. Send it again, under the same Idempotency-Key."));
    }

    /** Kafka's address is one where there is none. */
    public static class NobodyListens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Map.of(
                        "mp.messaging.outgoing.events.bootstrap.servers", "127.0.0.1:" + socket.getLocalPort(),
                        "mp.messaging.outgoing.events.max.block.ms", "500",
                        "mp.messaging.outgoing.events.request.timeout.ms", "500",
                        "mp.messaging.outgoing.events.delivery.timeout.ms", "1500");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
