package dev.pricetide.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.testing.BinaryCloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The function starts without Cassandra, says that it is not ready, and lets the broker try again. */
@QuarkusTest
@TestProfile(CassandraAwayTest.NobodyListens.class)
class CassandraAwayTest {

    @Test
    void anEventIsToBeTriedAgain() {
        // Given
        Instant now = Instant.now();
        SeriesUpdated updated = new SeriesUpdated(BatchId.at(now), 0, "p", "g", now, now, 1);

        // When
        Response answer = BinaryCloudEvent.post(Shop.event(updated));

        // Then
        answer.then().statusCode(503);
        assertThat(answer.asString()).isEqualTo("Cassandra did not answer within 500 ms");
    }

    @Test
    void itIsNotReadyThoughItsModelIs() {
        // When
        Response ready = RestAssured.get("/q/health/ready");

        // Then
        ready.then().statusCode(503);
        assertThat(ready.jsonPath().getString("checks.find { it.name == 'Model' }.status"))
                .isEqualTo("UP");
        assertThat(ready.jsonPath().getString("checks.find { it.name == 'Cassandra' }.status"))
                .isEqualTo("DOWN");
    }

    /** A port on which nobody listens. */
    public static class NobodyListens implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Map.of(
                        "quarkus.cassandra.contact-points",
                        "127.0.0.1:" + unused.getLocalPort(),
                        "pricetide.store.connect-timeout",
                        "PT0.5S");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
