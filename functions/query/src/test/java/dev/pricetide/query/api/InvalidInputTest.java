package dev.pricetide.query.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.pricetide.events.Series;
import dev.pricetide.query.GraphQl;
import dev.pricetide.query.StoredRows;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class InvalidInputTest {

    @FromPipeline
    CqlSession cassandra;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            { product(id: "a b") { product } }                     | id is "a b"; it must be 1 to 64 characters of A-Z a-z 0-9 . _ -
            { product(id: "") { product } }                        | id is ""; it must be 1 to 64 characters of A-Z a-z 0-9 . _ -
            { products(group: "ü") { endCursor } }                 | group is "ü"; it must be 1 to 64 characters of A-Z a-z 0-9 . _ -
            { products { endCursor } }                             | products needs a group, a company or a word to search for
            { products(search: "+ -") { endCursor } }              | products needs a group, a company or a word to search for
            { products(company: " ") { endCursor } }               | company must have 1 to 256 characters; leave it out where it does not matter
            { products(search: "1 2 3 4 5 6 7 8 9") { endCursor } } | search has 9 words; it may have 8
            { products(group: "1", first: 0) { endCursor } }       | first is 0; it must be 1 to 100
            { products(group: "1", first: 101) { endCursor } }     | first is 101; it must be 1 to 100
            { products(group: "1", first: null) { endCursor } }    | first is null; it must be 1 to 100
            { products(group: "1", after: "?") { endCursor } }     | after is "?"; it must be an endCursor of this list
            { products(group: "1", after: "YQ") { endCursor } }    | after is "YQ"; it must be an endCursor of this list
            { batch(id: "7") { state } }                           | batch id "7" is not a UUIDv7 such as 01890a5d-ac96-774b-bcce-b302099a8057
            { batch(id: "7d444840-9dc0-11d1-b245-5ffdce74fad2") { state } } | batch id 7d444840-9dc0-11d1-b245-5ffdce74fad2 is not a UUIDv7
            { batch(id: "01890a5d-ac96-774b-bcce-b302099a8057") { rejectedRows(after: "YQpi") { endCursor } } } | after is "YQpi"; it must be an endCursor of this list
            """)
    void aQuestionThatCannotBeAnsweredIsToldWhatWouldBeRight(String query, String message) {
        // When
        JsonPath answer = GraphQl.ask(query, Map.of());

        // Then
        assertThat(answer.getString("errors[0].message")).isEqualTo(message);
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("INVALID_INPUT");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            { product { product } }                                | argument 'id'
            { nobody { product } }                                 | 'nobody'
            { product(id: "1"                                      | Unparseable
            { product(id: "i-1") { measures(from: "1 May") { price } } } | 1 May
            """)
    void aQuestionThatIsNoQueryIsToldWhere(String query, String part) {
        // Given
        Series series = new Series("i-1", "phone", "CL", "Paris", "i-1", "unlocked");
        new StoredRows(cassandra).series(series, "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z");

        // When
        JsonPath answer = GraphQl.ask(query, Map.of());

        // Then
        assertThat(answer.getString("errors[0].message")).contains(part);
        assertThat(answer.prettify()).doesNotContain("Exception:", "\tat ");
    }

    @Test
    void aQueryThatAsksForTooMuchAtOnceIsRefused() {
        // Given
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 251; i++) {
            many.append(" p%d: product(id: \"1\") { product }".formatted(i));
        }

        // When
        JsonPath answer = GraphQl.ask(many.append(" }").toString(), Map.of());

        // Then
        assertThat(answer.getString("errors[0].message")).contains("maximum query complexity exceeded");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            { "query": | Unparseable request
            []         | Unparseable request
            price      | Unparseable request
            {}         | Missing 'query' field in the request
            """)
    void whatIsNoRequestAtAllIsTold(String body, String message) {
        // When
        JsonPath answer = given().contentType(ContentType.JSON)
                .body(body)
                .post("/graphql")
                .jsonPath();

        // Then
        assertThat(answer.getString("errors[0].message")).isEqualTo(message);
    }

    @Test
    void aRequestThatIsTooLargeIsRefused() {
        given().contentType(ContentType.JSON)
                .body(Map.of("query", "{ product(id: \"1\") { product } }" + " ".repeat(300_000)))
                .post("/graphql")
                .then()
                .statusCode(413);
    }

    @Test
    void theSchemaCanBeIntrospected() {
        // When
        JsonPath answer = given().contentType(ContentType.JSON)
                .body(Map.of("query", graphql.introspection.IntrospectionQuery.INTROSPECTION_QUERY))
                .post("/graphql")
                .jsonPath();

        // Then
        assertThat(answer.getList("errors")).isNull();
        assertThat(answer.getList("data.__schema.types.name", String.class)).contains("Series", "Forecast", "Batch");
    }
}
