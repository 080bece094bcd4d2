package dev.pricetide.notify;

import dev.pricetide.events.PricePredicted.Forecast;
import java.util.List;
import java.util.function.Function;

/** A price of the forecast, by the chance that the price is below it. */
enum Quantile {
    P10(Forecast::p10),
    P50(Forecast::p50),
    P90(Forecast::p90);

    private final Function<Forecast, List<Float>> prices;

    Quantile(Function<Forecast, List<Float>> prices) {
        this.prices = prices;
    }

    /** The price in price units; day 0 is the first after the origin day. */
    float price(Forecast forecast, int day) {
        return prices.apply(forecast).get(day);
    }
}
