package dev.pricetide.query.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.pricetide.events.Series;
import dev.pricetide.query.GraphQl;
import dev.pricetide.query.StatementLog;
import dev.pricetide.query.StoredRows;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class SeriesApiTest {

    private static final String MEASURES = """
            query($id: String!, $from: DateTime, $to: DateTime, $first: Int) {
              product(id: $id) { measures(from: $from, to: $to, first: $first) { instant price } }
            }""";

    @FromPipeline
    CqlSession cassandra;

    private StoredRows rows;

    @BeforeEach
    void rows() {
        rows = new StoredRows(cassandra);
    }

    @ParameterizedTest(name = "from {0} to {1}, first {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                        | -                    | - | 2020-12-30 2020-12-31 2021-01-01 2021-01-02
            2020-12-31T00:00:00Z     | -                    | - | 2020-12-31 2021-01-01 2021-01-02
            2020-12-31T00:00:00.001Z | -                    | - | 2021-01-01 2021-01-02
            -                        | 2021-01-02T00:00:00Z | - | 2020-12-30 2020-12-31 2021-01-01
            -                        | 2020-12-31T00:00:00Z | - | 2020-12-30
            2019-06-01T00:00:00Z     | 2021-01-01T00:00:00Z | - | 2019-06-01 2020-12-30 2020-12-31
            0001-01-01T00:00:00Z     | 9999-01-01T00:00:00Z | - | 2019-06-01 2020-12-30 2020-12-31 2021-01-01 2021-01-02
            0001-01-01T00:00:00Z     | -                    | 2 | 2019-06-01 2020-12-30
            2020-12-31T00:00:00Z     | -                    | 1 | 2020-12-31
            2022-01-01T00:00:00Z     | 2022-02-01T00:00:00Z | - | ''
            2019-07-01T00:00:00Z     | 2019-08-01T00:00:00Z | - | ''
            """)
    void measuresOfARangeComeOldestFirstAcrossYears(String from, String to, Integer first, String expected) {
        // Given
        Series series = series("s-range", "g-range");
        for (String day : List.of("2019-06-01", "2020-12-30", "2020-12-31", "2021-01-01", "2021-01-02")) {
            rows.measure(series, Instant.parse(day + "T00:00:00Z"), "272.891840");
        }
        rows.series(series, "2019-06-01T00:00:00Z", "2021-01-02T00:00:00Z");

        // When
        JsonPath answer = GraphQl.data(MEASURES, measures("s-range", from, to, first));

        // Then
        assertThat(answer.getList("product.measures.instant", String.class))
                .containsExactlyElementsOf(List.of(expected.split(" ")).stream()
                        .filter(day -> !day.isEmpty())
                        .map(day -> day + "T00:00:00Z")
                        .toList());
        assertThat(answer.getList("product.measures.price", BigDecimal.class))
                .allSatisfy(price -> assertThat(price).isEqualByComparingTo("272.89184"));
    }

    @Test
    void moreMeasuresThanOneAnswerHoldsAreAnErrorThatTellsHowToAsk() {
        // Given
        rows.dailyMeasures(series("s-long", "g-long"), "2021-01-02T00:00:00Z", 101);

        // When
        JsonPath all = GraphQl.ask(MEASURES, measures("s-long", "2020-01-01T00:00:00Z", null, null));
        JsonPath hundred = GraphQl.data(MEASURES, measures("s-long", "2020-01-01T00:00:00Z", null, 100));
        JsonPath untilNamed =
                GraphQl.data(MEASURES, measures("s-long", "2020-01-01T00:00:00Z", "2021-01-02T00:00:00Z", null));

        // Then
        assertThat(all.getString("errors[0].message"))
                .isEqualTo("Series s-long has more than 100 measures in this range;"
                        + " ask until 2021-01-02T00:00:00Z, or for the first 100 of them");
        assertThat(all.getString("errors[0].extensions.code")).isEqualTo("LIMIT_EXCEEDED");
        assertThat(hundred.getList("product.measures")).hasSize(100);
        assertThat(untilNamed.getList("product.measures")).hasSize(100);
    }

    @Test
    void oneRequestCannotReadMoreMeasuresThanAllowedInAll() {
        // Given
        rows.dailyMeasures(series("s-many", "g-many"), "2021-01-02T00:00:00Z", 100);
        String field = "product(id: \"s-many\") { measures(from: \"2020-01-01T00:00:00Z\") { price } }";

        // When
        JsonPath two = GraphQl.ask("{ a: %s b: %s }".formatted(field, field), Map.of());
        JsonPath three = GraphQl.ask("{ a: %s b: %s c: %s }".formatted(field, field, field), Map.of());

        // Then
        assertThat(two.getList("errors")).isNull();
        assertThat(three.getString("errors[0].message"))
                .isEqualTo("One request may read 250 measures; ask for fewer series or for a shorter time");
    }

    @Test
    void theLatestForecastIsOfTheNewestOriginDayAndOfThatDayTheOneMadeLast() {
        // Given
        Series series = series("s-forecast", "g-forecast");
        rows.series(series, "2019-01-01T00:00:00Z", "2021-03-01T00:00:00Z");
        rows.forecast(series, "2020-12-31", "9", "2021-03-09T00:00:00Z", 100);
        rows.forecast(series, "2021-02-28", "9", "2021-03-09T00:00:00Z", 200);
        rows.forecast(series, "2021-03-01", "1", "2021-03-01T08:00:00Z", 300.25);
        rows.forecast(series, "2021-03-01", "2", "2021-03-01T07:00:00Z", 400);

        // When
        JsonPath answer = GraphQl.data("""
                { product(id: "s-forecast") { forecast {
                    originDay lastDay lastPrice model version predictedAt
                    days { ahead date p10 p50 p90 changeProbability downProbability } } } }""", Map.of());

        // Then
        answer.setRootPath("data.product.forecast");
        assertThat(answer.getString("originDay")).isEqualTo("2021-03-01");
        assertThat(answer.getString("lastDay")).isEqualTo("2021-03-01");
        assertThat(answer.<BigDecimal>get("lastPrice")).isEqualByComparingTo("272.89");
        assertThat(answer.getString("model") + " " + answer.getString("version"))
                .isEqualTo("lstm 1");
        assertThat(answer.getString("predictedAt")).isEqualTo("2021-03-01T08:00:00Z");
        assertThat(answer.getList("days.ahead", Integer.class))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(answer.getString("days[0].date")).isEqualTo("2021-03-02");
        assertThat(answer.getString("days[13].date")).isEqualTo("2021-03-15");
        assertThat(answer.getList("days.p10", BigDecimal.class)).allMatch(new BigDecimal("290.25")::equals);
        assertThat(answer.getList("days.p50", BigDecimal.class)).allMatch(new BigDecimal("300.25")::equals);
        assertThat(answer.getList("days.p90", BigDecimal.class)).allMatch(new BigDecimal("310.25")::equals);
        assertThat(answer.getList("days.changeProbability", BigDecimal.class)).allMatch(new BigDecimal("0.25")::equals);
        assertThat(answer.getList("days.downProbability", BigDecimal.class)).allMatch(new BigDecimal("0.25")::equals);
    }

    @Test
    void manySeriesEachGetTheirOwnForecastWhereverItLies() {
        // Given: measured until the turn of the year, forecast before it, after it, a year before, and not at all
        for (String group : List.of("g-a", "g-b")) {
            for (int i = 0; i < 6; i++) {
                Series series = series(group + i, group);
                rows.series(series, "2019-01-01T00:00:00Z", "2020-12-28T00:00:00Z");
                String originDay = List.of("2020-12-28", "2021-01-05", "2020-12-28", "2019-05-05", "", "2020-11-30")
                        .get(i);
                if (!originDay.isEmpty()) {
                    rows.forecast(series, originDay, "1", "2021-01-05T00:00:00Z", 100 + i);
                }
            }
        }

        // When
        JsonPath answer = GraphQl.data("""
                query($a: String!, $b: String!) {
                  a: products(group: $a) { items { productId forecast { originDay days { p50 } } } }
                  b: products(group: $b) { items { productId forecast { originDay days { p50 } } } }
                }""", Map.of("a", "g-a", "b", "g-b"));

        // Then
        for (String group : List.of("a", "b")) {
            assertThat(answer.<Map<String, Map<String, Object>>>getList(group + ".items"))
                    .extracting(item -> item.get("forecast"))
                    .extracting(of -> of == null ? null : of.get("originDay") + " " + medianOfFirstDay(of))
                    .containsExactly(
                            "2020-12-28 100",
                            "2021-01-05 101",
                            "2020-12-28 102",
                            "2019-05-05 103",
                            null,
                            "2020-11-30 105");
        }
    }

    private static long medianOfFirstDay(Map<String, Object> forecast) {
        Map<?, ?> first = (Map<?, ?>) ((List<?>) forecast.get("days")).get(0);
        return ((Number) first.get("p50")).longValue();
    }

    @Test
    void theForecastsOfAGroupAreReadTogetherHoweverManySeriesItHas() {
        // Given
        for (int i = 0; i < 40; i++) {
            Series series = series("s-together" + i, "g-together");
            rows.series(series, "2020-01-01T00:00:00Z", "2021-03-01T00:00:00Z");
            rows.forecast(series, "2021-03-01", "1", "2021-03-01T08:00:00Z", 100);
        }

        // When
        List<String> statements = StatementLog.during(() -> {
            JsonPath answer = GraphQl.data(
                    "{ products(group: \"g-together\", first: 100) { items { forecast { originDay } } } }", Map.of());
            assertThat(answer.getList("products.items.forecast.originDay")).hasSize(40);
        });

        // Then: the newest days, and what was forecast on the one that it is
        assertThat(statements).filteredOn(cql -> cql.contains("FROM forecasts")).hasSize(2);
    }

    @Test
    void alertsComeNewestFirstAcrossYears() {
        // Given
        Series series = series("s-alert", "g-alert");
        rows.series(series, "2019-01-01T00:00:00Z", "2021-01-05T00:00:00Z");
        rows.alert(series, "2020-12-30", "drop");
        rows.alert(series, "2021-01-05", "drop");
        rows.alert(series, "2021-01-05", "change");
        String query = "query($first: Int) { product(id: \"s-alert\") { alerts(first: $first) {"
                + " rule originDay horizon lastPrice expectedPrice probability sentence raisedAt sentAt } } }";

        // When
        JsonPath all = GraphQl.data(query, Map.of("first", 20));
        JsonPath two = GraphQl.data(query, Map.of("first", 2));

        // Then
        assertThat(all.getList("product.alerts.originDay", String.class))
                .containsExactly("2021-01-05", "2021-01-05", "2020-12-30");
        assertThat(all.getList("product.alerts.rule", String.class)).containsExactly("change", "drop", "drop");
        assertThat(all.<BigDecimal>get("product.alerts[0].probability")).isEqualByComparingTo("0.8");
        assertThat(all.getInt("product.alerts[0].horizon")).isEqualTo(7);
        assertThat(all.getString("product.alerts[0].sentAt")).isNull();
        assertThat(two.getList("product.alerts")).hasSize(2);
    }

    private static Series series(String id, String group) {
        return new Series(id, "phone", "CL", "Paris", group, "unlocked");
    }

    private static Map<String, Object> measures(String id, String from, String to, Integer first) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("id", id);
        variables.put("from", from);
        variables.put("to", to);
        variables.put("first", first);
        return variables;
    }
}
