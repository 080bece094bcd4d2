package dev.pricetide.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.testing.BinaryCloudEvent;
import dev.pricetide.testing.CassandraAway;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The function starts without Cassandra, says that it is not ready, and lets the broker try again. */
@QuarkusTest
@TestProfile(CassandraAway.class)
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
}
