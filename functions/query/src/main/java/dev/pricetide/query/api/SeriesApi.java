package dev.pricetide.query.api;

import dev.pricetide.query.domain.Alert;
import dev.pricetide.query.domain.CatalogueSeries;
import dev.pricetide.query.domain.Forecast;
import dev.pricetide.query.domain.Measure;
import dev.pricetide.query.storage.Alerts;
import dev.pricetide.query.storage.Forecasts;
import dev.pricetide.query.storage.Measures;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** What is known of a series. */
@GraphQLApi
public class SeriesApi {

    private static final Duration DEFAULT_RANGE = Duration.ofDays(90);

    private final Measures measures;
    private final Forecasts forecasts;
    private final Alerts alerts;
    private final Input input;
    private final StoreCall call;
    private final QueryConfig config;

    SeriesApi(Measures measures, Forecasts forecasts, Alerts alerts, Input input, StoreCall call, QueryConfig config) {
        this.measures = measures;
        this.forecasts = forecasts;
        this.alerts = alerts;
        this.input = input;
        this.call = call;
        this.config = config;
    }

    /** The measures of a series in a range of time, oldest first. */
    @NonNull
    @Description("Prices in a range of time, oldest first; at most 5000 in one answer.")
    public Uni<List<@NonNull Measure>> measures(
            @Source CatalogueSeries series,
            Context context,
            @Description("Inclusive; by default 90 days before `to`.") Instant from,
            @Description("Exclusive; by default the end of the series.") Instant to,
            @Description("Only so many, the oldest ones; without it the range must hold at most 5000.") Integer first) {
        Input.require(
                first == null || first >= 1 && first <= config.maxMeasures(),
                "first is %d; it must be 1 to %d",
                first,
                config.maxMeasures());
        // Outside of the series' own time there is nothing to read.
        Instant end = series.lastMeasured().plusMillis(1);
        Instant until = to != null && to.isBefore(end) ? to : end;
        Instant start = from != null ? from : (to != null ? to : end).minus(DEFAULT_RANGE);
        Input.require(to == null || start.isBefore(to), "from is %s and to %s; from must be before to", start, to);
        Instant since = start.isBefore(series.firstMeasured()) ? series.firstMeasured() : start;

        MeasureBudget budget = MeasureBudget.of(context, config.maxMeasuresARequest());
        int limit = first != null ? first : config.maxMeasures() + 1;
        return call.bounded(measures.between(series, since, until, limit)
                .invoke(budget::takeOne)
                .collect()
                .asList()
                .invoke(found -> requireFits(found, series)));
    }

    private void requireFits(List<Measure> found, CatalogueSeries series) {
        if (found.size() > config.maxMeasures()) {
            throw new LimitExceededException(
                    "Series %s has more than %d measures in this range; ask until %s, or for the first %d of them"
                            .formatted(
                                    series.productId(),
                                    config.maxMeasures(),
                                    found.get(config.maxMeasures()).instant(),
                                    config.maxMeasures()));
        }
    }

    /** The latest forecast of each series. */
    @Description("The latest forecast; null as long as there is none.")
    public Uni<List<Forecast>> forecast(@Source List<CatalogueSeries> series) {
        return call.bounded(forecasts.latest(series));
    }

    /** The newest alerts of a series. */
    @NonNull
    @Description("The newest alerts, newest first.")
    public Uni<List<@NonNull Alert>> alerts(
            @Source CatalogueSeries series,
            @DefaultValue("20") @Description("How many at most, 1 to 100.") Integer first) {
        return call.bounded(alerts.recent(series, input.first(first)).collect().asList());
    }
}
