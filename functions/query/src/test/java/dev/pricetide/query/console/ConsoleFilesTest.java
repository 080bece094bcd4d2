package dev.pricetide.query.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class ConsoleFilesTest {

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    /** The page and every file beside it that was packaged, so that none is forgotten. */
    static Stream<Arguments> files() throws IOException {
        try (Stream<Path> packaged = Files.list(Path.of("target/classes/META-INF/resources/console"))) {
            List<String> names = packaged.map(file -> "/console/" + file.getFileName())
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of("/", "/index.html"), names.stream())
                    .map(path ->
                            arguments(path, TYPES.get(path.equals("/") ? "html" : path.replaceFirst(".*\\.", ""))));
        }
    }

    /** What the browser would else ask for one after the other, as it meets their imports. */
    private static List<String> ownModules() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/META-INF/resources/console"))) {
            return files.map(file -> "console/" + file.getFileName())
                    .filter(name -> name.endsWith(".js"))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
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
    void thePageNamesOnlyItsOwnFilesAndHasThemAll() throws IOException {
        // Given
        String page = given().get("/").asString();

        // When
        var links = Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
                .matcher(page)
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();

        // Then
        assertThat(links)
                .contains("console/console.css")
                .containsAll(ownModules())
                .allMatch(link -> !link.contains("//"));
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
