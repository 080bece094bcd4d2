package dev.pricetide.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.EventIds;
import dev.pricetide.events.EventRejected;
import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.events.PricePredicted;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.testing.BinaryCloudEvent;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.cloudevents.CloudEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events in over HTTP, forecasts in a real Cassandra, by the champion of the registry. */
@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class PredictTest {

    @FromPipeline
    CqlSession cassandra;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(cassandra);
    }

    @Test
    void aChangedSeriesHasItsWholeGroupForecast() {
        // Given
        Series changed = shop.series("Claro", "unlocked");
        Series rival = shop.series("Entel", "unlocked");
        Series tooShort = shop.series("WOM", "unlocked");
        shop.measureDaily(changed, Shop.ORIGIN.minusDays(2), 85, 399_990);
        shop.measureDaily(rival, Shop.ORIGIN, 90, 379_990);
        shop.measureDaily(tooShort, Shop.ORIGIN, 5, 389_990);
        SeriesUpdated updated = shop.updated(changed);
        CloudEvent event = Shop.event(updated);

        // When
        CloudEvent answer = answer(event);

        // Then
        assertThat(answer.getId()).isEqualTo(EventIds.answer(EventSource.PREDICT, event.getId()));
        assertThat(answer.getSource()).hasToString("/pricetide/predict");
        assertThat(answer.getExtension("partitionkey")).isEqualTo(shop.groupId());
        PricePredicted predicted = Events.read(answer, PricePredicted.class);
        assertThat(predicted.productGroupId()).isEqualTo(shop.groupId());
        assertThat(predicted.originDay()).isEqualTo(Shop.ORIGIN);
        assertThat(predicted.tooShort()).containsExactly(tooShort.productId());
        assertThat(predicted.forecasts())
                .extracting(PricePredicted.Forecast::series)
                .containsExactlyInAnyOrder(changed, rival);
        PricePredicted.Forecast forecast = forecast(predicted, changed);
        assertThat(forecast.lastDay()).isEqualTo(Shop.ORIGIN.minusDays(2));
        assertThat(forecast.lastPrice()).isEqualByComparingTo("399990");
        assertThat(forecast.p50()).allSatisfy(price -> assertThat(price).isBetween(200_000f, 600_000f));

        List<Row> rows = shop.forecasts(Shop.ORIGIN);
        assertThat(rows).hasSize(2);
        Row row = row(rows, changed);
        assertThat(row.getLocalDate("origin_day")).isEqualTo(Shop.ORIGIN);
        assertThat(row.getLocalDate("last_day")).isEqualTo(Shop.ORIGIN.minusDays(2));
        assertThat(row.getBigDecimal("last_price")).isEqualByComparingTo("399990");
        assertThat(row.getString("model")).isEqualTo(predicted.model());
        assertThat(row.getString("version")).isEqualTo(predicted.version());
        assertThat(row.getList("quantiles", Float.class)).hasSize(42);
        assertThat(row.getList("quantiles", Float.class).get(1))
                .isEqualTo(forecast.p50().get(0));
        assertThat(row.getList("change_probability", Float.class)).isEqualTo(forecast.changeProbability());
        assertThat(row.getList("down_probability", Float.class)).isEqualTo(forecast.downProbability());
        assertThat(shop.progress(updated)).isEqualTo("forecast");
    }

    @Test
    void aRepeatedEventIsAnsweredFromWhatIsKept() {
        // Given
        Series series = shop.series("Claro", "unlocked");
        shop.measureDaily(series, Shop.ORIGIN, 60, 399_990);
        CloudEvent event = Shop.event(shop.updated(series));
        CloudEvent first = answer(event);
        Row before = shop.forecasts(Shop.ORIGIN).get(0);

        // When
        CloudEvent second = answer(event);

        // Then
        Row after = shop.forecasts(Shop.ORIGIN).get(0);
        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(Events.read(second, PricePredicted.class)).isEqualTo(Events.read(first, PricePredicted.class));
        assertThat(after.getInstant("predicted_at"))
                .as("the model was not asked again")
                .isEqualTo(before.getInstant("predicted_at"));
        assertThat(after.getByteBuffer("input_hash")).isEqualTo(before.getByteBuffer("input_hash"));
        assertThat(after.getLong("written"))
                .as("a process that read less before must not overwrite it")
                .isGreaterThan(before.getLong("written"));
    }

    @Test
    void aNewMeasureOfAnotherSeriesChangesTheForecast() {
        // Given
        Series series = shop.series("Claro", "unlocked");
        Series rival = shop.series("Entel", "unlocked");
        shop.measureDaily(series, Shop.ORIGIN, 60, 399_990);
        shop.measureDaily(rival, Shop.ORIGIN.minusDays(1), 60, 379_990);
        answer(Shop.event(shop.updated(series)));
        Row before = row(shop.forecasts(Shop.ORIGIN), series);

        // When
        shop.measure(rival, Shop.ORIGIN, 199_990);
        answer(Shop.event(shop.updated(rival)));

        // Then
        Row after = row(shop.forecasts(Shop.ORIGIN), series);
        assertThat(after.getByteBuffer("input_hash")).isNotEqualTo(before.getByteBuffer("input_hash"));
        assertThat(after.getInstant("predicted_at")).isAfter(before.getInstant("predicted_at"));
        assertThat(after.getList("quantiles", Float.class)).isNotEqualTo(before.getList("quantiles", Float.class));
    }

    @Test
    void aWindowReachesIntoTheYearBefore() {
        // Given
        LocalDate origin = LocalDate.parse("2021-01-05");
        Series series = shop.series("Claro", "unlocked");
        shop.measureDaily(series, origin, 14, 399_990);

        // When
        PricePredicted predicted = Events.read(answer(Shop.event(shop.updated(series))), PricePredicted.class);

        // Then: of the 14 measured days that the model needs, 9 are of 2020.
        assertThat(predicted.originDay()).isEqualTo(origin);
        assertThat(predicted.forecasts()).hasSize(1);
    }

    @Test
    void aSeriesThatIsTooShortIsNamedAndItsProgressSaysSo() {
        // Given
        Series series = shop.series("Claro", "unlocked");
        shop.measureDaily(series, Shop.ORIGIN, 13, 399_990);
        SeriesUpdated updated = shop.updated(series);

        // When
        PricePredicted predicted = Events.read(answer(Shop.event(updated)), PricePredicted.class);

        // Then
        assertThat(predicted.forecasts()).isEmpty();
        assertThat(predicted.tooShort()).containsExactly(series.productId());
        assertThat(shop.forecasts(Shop.ORIGIN)).isEmpty();
        assertThat(shop.progress(updated)).isEqualTo("too-short");
    }

    @Test
    void onlyTheLastPriceOfADayCounts() {
        // Given
        Series series = shop.series("Claro", "unlocked");
        shop.measureDaily(series, Shop.ORIGIN, 20, 399_990);
        shop.measure(series, Instant.parse("2021-02-20T23:59:59.999Z"), new BigDecimal("299990.50"));
        shop.measure(series, Instant.parse("2021-02-20T08:00:00Z"), new BigDecimal("499990"));

        // When
        PricePredicted predicted = Events.read(answer(Shop.event(shop.updated(series))), PricePredicted.class);

        // Then
        assertThat(predicted.forecasts().get(0).lastPrice()).isEqualByComparingTo("299990.50");
    }

    @Test
    void aSeriesThatIsNotInTheCatalogueIsRejected() {
        // Given
        Series unknown = shop.series("Claro", "unlocked");
        SeriesUpdated updated = shop.updated(unknown);

        // When
        CloudEvent answer = answer(Shop.event(updated));

        // Then
        EventRejected rejected = Events.read(answer, EventRejected.class);
        assertThat(rejected.reason()).isEqualTo("unknown-series");
        assertThat(rejected.sentence()).contains(unknown.productId(), shop.groupId());
        assertThat(shop.progress(updated)).isEqualTo("rejected");
    }

    @Test
    void anEventOfAnotherTypeIsRejected() {
        // Given
        PricePredicted foreign = new PricePredicted("g", Shop.ORIGIN, "m", "1", List.of(), List.of());

        // When
        CloudEvent answer = answer(Events.write(foreign, EventSource.PREDICT, "1", Instant.EPOCH));

        // Then
        assertThat(Events.read(answer, EventRejected.class).reason()).isEqualTo("unknown-type");
    }

    @Test
    void itIsReadyAndSaysThatItServesTheChampion() throws IOException {
        // Given
        Path registry = Path.of(System.getProperty("pricetide.root"), "models", "registry");
        String champion = Files.readString(registry.resolve("champion")).strip();

        // When
        Response ready = RestAssured.get("/q/health/ready");

        // Then
        ready.then().statusCode(200);
        assertThat(ready.jsonPath().getString("checks.find { it.name == 'Model' }.data.model"))
                .isEqualTo(champion);
    }

    private static CloudEvent answer(CloudEvent event) {
        Response response = BinaryCloudEvent.post(event);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return BinaryCloudEvent.answer(response).orElseThrow();
    }

    private static PricePredicted.Forecast forecast(PricePredicted predicted, Series series) {
        return predicted.forecasts().stream()
                .filter(forecast -> forecast.series().equals(series))
                .findAny()
                .orElseThrow();
    }

    private static Row row(List<Row> rows, Series series) {
        return rows.stream()
                .filter(row -> series.productId().equals(row.getString("product_id")))
                .findAny()
                .orElseThrow();
    }
}
