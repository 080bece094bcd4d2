package dev.pricetide.predict;

import dev.pricetide.events.PricePredicted;
import dev.pricetide.events.Series;
import dev.pricetide.predict.storage.ForecastKey;
import dev.pricetide.predict.storage.ForecastState;
import dev.pricetide.predict.storage.StoredForecast;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The forecasts of a product group.
 *
 * @param key what they are kept under
 * @param forecasts in the order of the series
 * @param series all of the group's
 * @param tooShort ids of the series that have no forecast
 */
record Prediction(ForecastKey key, List<StoredForecast> forecasts, List<Series> series, List<String> tooShort) {

    ForecastState stateOf(String productId) {
        return tooShort.contains(productId) ? ForecastState.TOO_SHORT : ForecastState.FORECAST;
    }

    PricePredicted event() {
        Map<String, Series> byId = series.stream().collect(Collectors.toMap(Series::productId, Function.identity()));
        return new PricePredicted(
                key.productGroupId(),
                key.originDay(),
                key.model(),
                key.version(),
                forecasts.stream()
                        .map(forecast -> forecast(byId.get(forecast.productId()), forecast))
                        .toList(),
                tooShort);
    }

    private static PricePredicted.Forecast forecast(Series series, StoredForecast forecast) {
        return new PricePredicted.Forecast(
                series,
                forecast.lastDay(),
                forecast.lastPrice(),
                forecast.output().p10(),
                forecast.output().p50(),
                forecast.output().p90(),
                forecast.output().changeProbability(),
                forecast.output().downProbability());
    }
}
