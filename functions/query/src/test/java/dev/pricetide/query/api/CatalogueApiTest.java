package dev.pricetide.query.api;

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
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class CatalogueApiTest {

    private static final String PRODUCTS = """
            query($group: String, $company: String, $search: String, $first: Int, $after: String) {
              products(group: $group, company: $company, search: $search, first: $first, after: $after) {
                items { productId } endCursor
              }
            }""";

    @FromPipeline
    CqlSession cassandra;

    @BeforeEach
    void store() {
        StoredRows rows = new StoredRows(cassandra);
        for (int group = 0; group < 5; group++) {
            for (int series = 0; series < 7; series++) {
                rows.series(
                        new Series(
                                "c%d-%d".formatted(group, series),
                                "tablet Paged " + group,
                                "CL",
                                series % 2 == 0 ? "Paris" : "Ripley",
                                "paged-" + group,
                                "unlocked"),
                        "2020-01-01T00:00:00Z",
                        "2021-01-01T00:00:00Z");
            }
        }
        rows.series(
                new Series("c-moto", "motorola Moto Z3 Play 128GB + Gamepad", "CL", " WOM", "c-951", "unlocked"),
                "2019-12-21T00:00:00Z",
                "2021-03-01T12:30:00Z");
    }

    @ParameterizedTest(name = "group {0}, company {1}, search {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            c-951   | -       | -                      | c-moto
            -       | wom     | -                      | c-moto
            -       | ' Wom ' | gamepad                | c-moto
            -       | -       | MOTO                   | c-moto
            -       | -       | 'gamepad, z3 motorola' | c-moto
            c-951   | wom     | z3                     | c-moto
            -       | -       | 'moto z4'              | ''
            c-951   | paris   | -                      | ''
            paged-3 | ripley  | -                      | c3-1 c3-3 c3-5
            paged-3 | ripley  | tablet                 | c3-1 c3-3 c3-5
            nobody  | -       | -                      | ''
            """)
    void findsTheSeriesThatMatchAllThatIsGiven(String group, String company, String search, String expected) {
        // When
        JsonPath answer = GraphQl.data(PRODUCTS, variables(group, company, search, 20, null));

        // Then
        assertThat(String.join(" ", answer.getList("products.items.productId", String.class)))
                .isEqualTo(expected);
        assertThat(answer.getString("products.endCursor")).isNull();
    }

    @ParameterizedTest(name = "pages of {0}")
    @ValueSource(ints = {1, 2, 3, 5, 7, 34, 35, 36, 100})
    void pagesOfAnySizeMakeUpTheWholeWithNothingTwice(int size) {
        for (Map<String, Object> filter : List.of(
                variables(null, null, "paged tablet", size, null), variables("paged-2", null, null, size, null))) {
            // Given
            List<String> whole = follow(with(filter, "first", 100));

            // When
            List<String> pages = follow(filter);

            // Then
            assertThat(pages).containsExactlyElementsOf(whole).doesNotHaveDuplicates();
            assertThat(whole).hasSize(filter.get("group") == null ? 35 : 7);
        }
    }

    private static List<String> follow(Map<String, Object> filter) {
        List<String> found = new ArrayList<>();
        String after = null;
        do {
            JsonPath page = GraphQl.data(PRODUCTS, with(filter, "after", after));
            List<String> items = page.getList("products.items.productId", String.class);
            assertThat(items).isNotEmpty().hasSizeLessThanOrEqualTo((int) filter.get("first"));
            found.addAll(items);
            after = page.getString("products.endCursor");
        } while (after != null);
        return found;
    }

    @Test
    void tellsAllOfOneSeries() {
        // When
        JsonPath answer = GraphQl.data("""
                { product(id: "c-moto") {
                    productId product country company offerType productGroupId firstMeasured lastMeasured } }""", Map.of());

        // Then
        assertThat(answer.getMap("product"))
                .isEqualTo(Map.of(
                        "productId", "c-moto",
                        "product", "motorola Moto Z3 Play 128GB + Gamepad",
                        "country", "CL",
                        "company", " WOM",
                        "offerType", "unlocked",
                        "productGroupId", "c-951",
                        "firstMeasured", "2019-12-21T00:00:00Z",
                        "lastMeasured", "2021-03-01T12:30:00Z"));
    }

    @Test
    void aSeriesThatIsNotThereIsNoError() {
        assertThat(GraphQl.data("{ product(id: \"nobody\") { product } }", Map.of())
                        .getMap("product"))
                .isNull();
    }

    @Test
    void aSeriesOfWhichOnlyAPartIsWrittenYetIsNotShown() {
        // Given
        cassandra.execute(
                "INSERT INTO series (product_group_id, product_id, product) VALUES ('c-part', 'c-part', 'x')");

        // When
        JsonPath answer = GraphQl.data(PRODUCTS, variables("c-part", null, null, 20, null));

        // Then
        assertThat(answer.getList("products.items")).isEmpty();
    }

    private static Map<String, Object> variables(String group, String company, String search, int first, String after) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("group", group);
        variables.put("company", company);
        variables.put("search", search);
        variables.put("first", first);
        variables.put("after", after);
        return variables;
    }

    private static Map<String, Object> with(Map<String, Object> variables, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(variables);
        changed.put(name, value);
        return changed;
    }
}
