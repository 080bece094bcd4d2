package dev.pricetide.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pricetide.events.BatchId;
import dev.pricetide.testing.BinaryCloudEvent;
import dev.pricetide.testing.CassandraAway;
import io.cloudevents.CloudEvent;
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
        CloudEvent event =
                Fragments.event(Fragments.daily(BatchId.at(Instant.now()), 0, Fragments.newSeries(), "2021-01-01", 1));

        // When
        Response answer = BinaryCloudEvent.post(event);

        // Then
        answer.then().statusCode(503);
        assertThat(answer.asString()).isEqualTo("Cassandra did not answer within 500 ms");
    }

    @Test
    void itIsNotReadyAndSaysWhy() {
        // When
        Response ready = RestAssured.get("/q/health/ready");

        // Then
        ready.then().statusCode(503);
        assertThat(ready.asString()).contains("Cassandra did not answer within 500 ms");
    }
}
