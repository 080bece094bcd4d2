package dev.pricetide.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.BatchId;
import dev.pricetide.events.EventIds;
import dev.pricetide.events.EventRejected;
import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesMeasured;
import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.testing.BinaryCloudEvent;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events in over HTTP, rows in a real Cassandra. */
@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class ImporterTest {

    private static final Instant INGESTED = Instant.parse("2021-06-30T12:00:00Z");

    private final BatchId batch = BatchId.at(INGESTED);
    private final Series series = Fragments.newSeries();

    @FromPipeline
    CqlSession cassandra;

    private Tables tables;

    @BeforeEach
    void readTables() {
        tables = new Tables(cassandra);
    }

    @Test
    void aFragmentIsStoredAndAnsweredAsUpdated() {
        // Given
        SeriesMeasured fragment = Fragments.daily(batch, 3, series, "2020-12-31", 2);

        // When
        CloudEvent answer = answer(Fragments.event(fragment));

        // Then
        assertThat(answer.getId())
                .isEqualTo(EventIds.answer(EventSource.IMPORTER, EventIds.fragment(batch, series.productId(), 3)));
        assertThat(Events.read(answer, SeriesUpdated.class))
                .isEqualTo(new SeriesUpdated(
                        batch,
                        3,
                        series.productId(),
                        series.productGroupId(),
                        Instant.parse("2020-12-31T00:00:00Z"),
                        Instant.parse("2021-01-01T00:00:00Z"),
                        2));
        assertThat(tables.prices(series, 2020))
                .containsExactly(Map.entry(Instant.parse("2020-12-31T00:00:00Z"), new BigDecimal("199990")));
        assertThat(tables.prices(series, 2021))
                .containsExactly(Map.entry(Instant.parse("2021-01-01T00:00:00Z"), new BigDecimal("199991")));
        assertThat(tables.progress(batch, series.productId())).containsExactly("3 stored 2");
    }

    @Test
    void theCatalogueShowsTheSeriesAsSpeltAndAsCompared() {
        // Given
        Series spelt = new Series(
                series.productId(), "Galaxy S21+ (128GB)", "CL", " Claro ", series.productGroupId(), "Con Plan");

        // When
        answer(Fragments.event(Fragments.daily(batch, 0, spelt, "2021-01-01", 3)));

        // Then
        Row row = tables.catalogue(series);
        assertThat(row.getString("product")).isEqualTo("Galaxy S21+ (128GB)");
        assertThat(row.getString("country")).isEqualTo("CL");
        assertThat(row.getString("company")).isEqualTo(" Claro ");
        assertThat(row.getString("company_key")).isEqualTo("claro");
        assertThat(row.getString("offer_type")).isEqualTo("Con Plan");
        assertThat(row.getString("offer_key")).isEqualTo("con plan");
        assertThat(row.getSet("words", String.class)).containsExactlyInAnyOrder("galaxy", "s21", "128gb");
        assertThat(row.getInstant("first_instant")).isEqualTo("2021-01-01T00:00:00Z");
        assertThat(row.getInstant("last_instant")).isEqualTo("2021-01-03T00:00:00Z");
    }

    @Test
    void theCatalogueSpansAllFragmentsEvenBefore1970() {
        // Given
        answer(Fragments.event(Fragments.of(batch, 1, series, "2021-01-02T00:00:00Z", "1")));
        answer(Fragments.event(Fragments.of(batch, 2, series, "2021-01-01T00:00:00Z", "1")));

        // When
        answer(Fragments.event(Fragments.of(batch, 0, series, "1969-12-30T23:00:00Z", "1")));

        // Then
        Row row = tables.catalogue(series);
        assertThat(row.getInstant("first_instant")).isEqualTo("1969-12-30T23:00:00Z");
        assertThat(row.getInstant("last_instant")).isEqualTo("2021-01-02T00:00:00Z");
    }

    @Test
    void ofOneInstantTheLastRowOfAFragmentStandsEvenIfItIsTheLower() {
        // Given
        Instant instant = Instant.parse("2021-03-01T10:00:00Z");
        SeriesMeasured fragment = new SeriesMeasured(
                batch,
                0,
                series,
                List.of(instant, instant.plusNanos(999_999), instant),
                List.of(new BigDecimal("300"), new BigDecimal("100.50"), new BigDecimal("200.25")));

        // When
        CloudEvent answer = answer(Fragments.event(fragment));

        // Then
        assertThat(tables.prices(series, 2021)).containsExactly(Map.entry(instant, new BigDecimal("200.25")));
        assertThat(Events.read(answer, SeriesUpdated.class).rows()).isEqualTo(3);
    }

    @Test
    void aFullFragmentOverSeveralYearsIsStoredWhole() {
        // Given
        List<Instant> instants = IntStream.range(0, SeriesMeasured.MAX_MEASURES)
                .mapToObj(i -> Instant.parse("2019-06-01T00:00:00Z").plusSeconds(12 * 3_600L * i))
                .toList();
        List<BigDecimal> prices = IntStream.range(0, SeriesMeasured.MAX_MEASURES)
                .mapToObj(i -> BigDecimal.valueOf(1_000_000 + i, 6))
                .toList();

        // When
        CloudEvent answer = answer(Fragments.event(new SeriesMeasured(batch, 0, series, instants, prices)));

        // Then
        assertThat(answer.getType()).isEqualTo("dev.pricetide.series.updated.v1");
        Map<Instant, BigDecimal> stored = tables.prices(series, 2019, 2020, 2021, 2022);
        assertThat(stored.keySet()).containsExactlyElementsOf(instants);
        assertThat(stored.values()).containsExactlyElementsOf(prices);
    }

    @Test
    void aRedeliveryChangesNothingAndIsAnsweredTheSame() {
        // Given
        CloudEvent event = Fragments.event(Fragments.daily(batch, 0, series, "2021-01-01", 20));
        CloudEvent first = answer(event);
        Map<Instant, BigDecimal> stored = tables.prices(series, 2021);

        // When
        CloudEvent second = answer(event);

        // Then
        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(second.getData().toBytes()).isEqualTo(first.getData().toBytes());
        assertThat(tables.prices(series, 2021)).isEqualTo(stored);
        assertThat(tables.progress(batch, series.productId())).containsExactly("0 stored 20");
    }

    @Test
    void aLateRetryOverwritesNothingNewer() {
        // Given
        SeriesMeasured older = Fragments.of(batch, 7, series, "2021-03-01T00:00:00Z", "500");
        BatchId newer = BatchId.at(INGESTED.plusMillis(1));
        answer(Fragments.event(Fragments.of(newer, 0, series, "2021-03-01T00:00:00Z", "400")));

        // When
        answer(Fragments.event(older));

        // Then
        assertThat(tables.prices(series, 2021))
                .containsValue(new BigDecimal("400"))
                .hasSize(1);
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                arguments("{\"batch\":", "invalid-json"),
                arguments("{\"batch\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"fragment\":1}", "invalid-data"),
                arguments("""
                        {"batch":"01890a5d-ac96-774b-bcce-b302099a8057","fragment":1,
                         "series":{"productId":"p","product":"P","country":"CL","company":"C","productGroupId":"g",
                                   "offerType":"o"},
                         "instants":["+294247-01-10T04:00:54.775Z"],"prices":[1]}""", "invalid-data"));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void aFragmentThatCanNeverBeStoredIsRejectedAndEndsItsPartOfTheBatch(String data, String reason) {
        // Given
        CloudEvent sound = Fragments.event(Fragments.daily(batch, 5, series, "2021-01-01", 1));
        CloudEvent broken = CloudEventBuilder.v1(sound)
                .withData("application/json", data.getBytes(UTF_8))
                .build();

        // When
        CloudEvent answer = answer(broken);

        // Then
        EventRejected rejected = Events.read(answer, EventRejected.class);
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.function()).isEqualTo("importer");
        assertThat(rejected.event().get("id").asText()).isEqualTo(sound.getId());
        assertThat(tables.progress(batch, series.productId())).containsExactly("5 rejected null");
    }

    @Test
    void aRejectedEventOfNoBatchIsAnsweredAllTheSame() {
        // Given
        CloudEvent event = CloudEventBuilder.v1(Fragments.event(Fragments.daily(batch, 0, series, "2021-01-01", 1)))
                .withId("not/of/a/batch")
                .withData("application/json", "[]".getBytes(UTF_8))
                .build();

        // When
        CloudEvent answer = answer(event);

        // Then
        assertThat(answer.getType()).isEqualTo("dev.pricetide.event.rejected.v1");
    }

    @Test
    void itIsReadyWhenCassandraAnswers() {
        // When
        Response ready = RestAssured.get("/q/health/ready");

        // Then
        ready.then().statusCode(200);
    }

    private CloudEvent answer(CloudEvent event) {
        Response response = BinaryCloudEvent.post(event);
        response.then().statusCode(200);
        return BinaryCloudEvent.answer(response).orElseThrow();
    }
}
