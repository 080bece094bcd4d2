package dev.pricetide.query.api;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class SchemaTest {

    @Test
    void theSchemaIsTheOneThatClientsWerePromised() throws IOException {
        // When
        String served =
                get("/graphql/schema.graphql").then().statusCode(200).extract().asString();

        // Then
        Files.writeString(Path.of("target", "schema.graphql"), served);
        String promised = Files.readString(Path.of("schema.graphql"));
        assertThat(served)
                .as(
                        "The schema is a contract. If the change is meant, take over target/schema.graphql as schema.graphql.")
                .isEqualToNormalizingNewlines(promised);
    }
}
