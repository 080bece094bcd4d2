package dev.pricetide.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.EventData;
import dev.pricetide.events.Series;
import dev.pricetide.predict.model.ForecastModel;
import dev.pricetide.predict.storage.Catalogue;
import dev.pricetide.predict.storage.Forecasts;
import dev.pricetide.predict.storage.Measures;
import dev.pricetide.predict.storage.Progress;
import dev.pricetide.predict.storage.StoredForecast;
import dev.pricetide.predict.window.DailyPrices;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever runs at the same time, what is kept in the end is the forecast of every measure that is stored. */
@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class LastWordTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Instant NINE = Instant.parse("2026-01-01T09:00:00Z");

    @FromPipeline
    CqlSession cassandra;

    @Inject
    Catalogue catalogue;

    @Inject
    Measures measures;

    @Inject
    Forecasts forecasts;

    @Inject
    Progress progress;

    @Inject
    ForecastModel model;

    @Inject
    PredictConfig config;

    private Shop shop;
    private Series series;

    @BeforeEach
    void measureSeries() {
        shop = new Shop(cassandra);
        series = shop.series("Claro", "unlocked");
        shop.measureDaily(series, Shop.ORIGIN, 20, 399_990);
    }

    @Test
    void aProcessThatReadLessAndWritesLaterDoesNotHaveIt() throws Exception {
        // Given
        HeldPredictor held = new HeldPredictor(model, config);
        CompletableFuture<Optional<EventData>> slow = start(step(held, Clock.systemUTC()));
        held.awaitReads();
        shop.measure(series, Shop.ORIGIN, 299_990);
        work(step(new Predictor(model, config), Clock.systemUTC()));

        // When
        held.letGo();
        slow.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        // Then
        assertThat(kept().getBigDecimal("last_price")).isEqualByComparingTo("299990");
    }

    @Test
    void norWhereTheForecastOfAllMeasuresWasKeptBeforeUnderAnEarlierTime() throws Exception {
        // Given: noted at 9:01 and read before the measure, written last
        HeldPredictor held = new HeldPredictor(model, config);
        CompletableFuture<Optional<EventData>> slow = start(step(held, noted(NINE.plusSeconds(60))));
        held.awaitReads();
        shop.measure(series, Shop.ORIGIN, 299_990);
        // noted at 9:00 and read after the measure
        work(step(new Predictor(model, config), noted(NINE)));
        // the measure's own event, noted at 9:02: finds its forecast kept
        work(step(new Predictor(model, config), noted(NINE.plusSeconds(120))));

        // When
        held.letGo();
        slow.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        // Then
        assertThat(kept().getBigDecimal("last_price")).isEqualByComparingTo("299990");
        assertThat(kept().getInstant("predicted_at"))
                .as("the model was not asked again")
                .isEqualTo(NINE);
    }

    private Row kept() {
        assertThat(shop.forecasts(Shop.ORIGIN)).hasSize(1);
        return shop.forecasts(Shop.ORIGIN).get(0);
    }

    private PredictStep step(Predictor predictor, Clock clock) {
        return new PredictStep(catalogue, measures, forecasts, progress, predictor, clock);
    }

    private CompletableFuture<Optional<EventData>> start(PredictStep step) {
        return step.work(shop.updated(series)).subscribeAsCompletionStage();
    }

    private void work(PredictStep step) {
        step.work(shop.updated(series)).await().atMost(LIMIT);
    }

    private static Clock noted(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    /** Holds its process between reading and writing. */
    private static final class HeldPredictor extends Predictor {

        private final CompletableFuture<Void> hasRead = new CompletableFuture<>();
        private final CompletableFuture<Void> mayGo = new CompletableFuture<>();

        HeldPredictor(ForecastModel model, PredictConfig config) {
            super(model, config);
        }

        @Override
        Prediction predict(
                ProductGroup group, Map<String, DailyPrices> prices, Map<String, StoredForecast> kept, Instant now) {
            hasRead.complete(null);
            mayGo.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
            return super.predict(group, prices, kept, now);
        }

        void awaitReads() throws Exception {
            hasRead.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }

        void letGo() {
            mayGo.complete(null);
        }
    }
}
