package dev.pricetide.query;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = LateCassandra.class,
        initArgs = @ResourceArg(name = LateCassandra.WITHOUT, value = LateCassandra.KAFKA))
class CassandraAwayTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void startsWithoutCassandraSaysSoAndRecoversEachTimeItComes() throws IOException {
        // Given: the application has started, with nothing behind the contact point
        assertAway();

        // When
        LateCassandra.comes();

        // Then
        assertRecovers();

        // When
        LateCassandra.goes();

        // Then
        assertAway();

        // When
        LateCassandra.comes();

        // Then
        assertRecovers();
    }

    private static void assertAway() {
        JsonPath answer = ask();
        assertThat(answer.getString("errors[0].message"))
                .isEqualTo("The store does not answer. Try again in a moment.");
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("STORE_UNAVAILABLE");
        get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
        get("/q/health/live").then().statusCode(200);
        get("/").then().statusCode(200);
    }

    private static void assertRecovers() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(ask().getList("errors")).isNull());
        await().atMost(LIMIT).untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
    }

    private static JsonPath ask() {
        return GraphQl.ask("{ product(id: \"1\") { product } }", Map.of());
    }
}
