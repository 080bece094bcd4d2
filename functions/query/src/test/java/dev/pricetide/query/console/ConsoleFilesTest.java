package dev.pricetide.query.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class ConsoleFilesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/,                               text/html",
        "/index.html,                     text/html",
        "/console/console.css,            text/css",
        "/console/console.js,             text/javascript",
        "/console/echarts.common.min.js,  text/javascript",
        "/console/icon.svg,               image/svg+xml",
    })
    void aFileIsFetchedOnceAndThenOnlyAskedAfter(String path, String type) {
        // When
        String tag = given().get(path)
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .header("cache-control", equalTo("no-cache"))
                .header("content-security-policy", startsWith("default-src 'self';"))
                .header("x-content-type-options", equalTo("nosniff"))
                .extract()
                .header("etag");

        // Then
        given().header("if-none-match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("etag", equalTo(tag))
                .body(equalTo(""));
        given().header("if-none-match", "W/\"of an older version\"")
                .get(path)
                .then()
                .statusCode(200);
    }

    @Test
    void thePageNamesOnlyItsOwnFilesAndHasThemAll() {
        // Given
        String page = given().get("/").asString();

        // When
        var links = Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
                .matcher(page)
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();

        // Then
        assertThat(links).contains("console/console.css", "console/console.js").allMatch(link -> !link.contains("//"));
        links.forEach(link -> given().get("/" + link).then().statusCode(200));
        assertThat(page).doesNotContain("<script>", "style=", "onclick");
    }

    @Test
    void theLargestFileGoesOutCompressed() {
        given().header("accept-encoding", "gzip")
                .get("/console/echarts.common.min.js")
                .then()
                .header("content-encoding", equalTo("gzip"))
                .body(containsString("echarts"));
    }

    @Test
    void aFileThatIsNotThereIsNotFound() {
        given().get("/console/nothing.js").then().statusCode(404);
    }
}
