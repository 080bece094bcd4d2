package dev.pricetide.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import java.util.Map;

/** Asks the application under test as any client would. */
public final class GraphQl {

    private GraphQl() {}

    /** The whole answer, errors included; numbers as decimals. */
    public static JsonPath ask(String query, Map<String, ?> variables) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("query", query, "variables", variables))
                .when()
                .post("/graphql")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(new JsonPathConfig(NumberReturnType.BIG_DECIMAL));
    }

    /** The answer's data; fails where there is an error. */
    public static JsonPath data(String query, Map<String, ?> variables) {
        JsonPath answer = ask(query, variables);
        assertThat(answer.getList("errors")).as(answer.prettify()).isNull();
        return answer.setRootPath("data");
    }
}
