package dev.pricetide.predict.window;

import dev.pricetide.events.Series;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts the windows of a product group: what a model is told of each series, competitors included. */
public final class GroupWindows {

    private final History history;
    private final Map<String, DailyPrices> prices;
    private final DailyPrices none;
    private final Map<String, Market> markets = new HashMap<>();

    private GroupWindows(History history, Map<String, DailyPrices> prices) {
        this.history = history;
        this.prices = prices;
        this.none = new DailyPrices(history);
    }

    /**
     * One window a series, in the same order.
     *
     * @param series the series of one product group
     * @param history the days of the prices
     * @param prices by product id; a series without any may be absent
     */
    public static List<SeriesWindow> cut(List<Series> series, History history, Map<String, DailyPrices> prices) {
        GroupWindows group = new GroupWindows(history, prices);
        series.forEach(group::addToMarket);
        return series.stream().map(group::window).toList();
    }

    private void addToMarket(Series series) {
        markets.computeIfAbsent(series.offerKey(), offer -> new Market()).add(series.companyKey(), pricesOf(series));
    }

    private SeriesWindow window(Series series) {
        DailyPrices daily = pricesOf(series);
        Market market = markets.get(series.offerKey());
        String company = series.companyKey();
        float[] price = new float[History.WINDOW];
        float[] mask = new float[History.WINDOW];
        float[] peerPrice = new float[History.WINDOW];
        for (int column = 0; column < History.WINDOW; column++) {
            int day = History.PEER_CARRY_DAYS + column;
            BigDecimal measured = daily.price(day);
            if (measured != null) {
                price[column] = measured.floatValue();
                mask[column] = 1;
            }
            peerPrice[column] = market.lowestWithout(company, day);
        }
        int newest = daily.newest();
        LocalDate lastDay = newest < 0 ? null : daily.date(newest);
        BigDecimal lastPrice = newest < 0 ? null : daily.price(newest);
        return new SeriesWindow(series, price, mask, peerPrice, lastDay, lastPrice, history.origin());
    }

    private DailyPrices pricesOf(Series series) {
        return prices.getOrDefault(series.productId(), none);
    }
}
