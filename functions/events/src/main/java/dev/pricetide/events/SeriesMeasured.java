package dev.pricetide.events;

import static dev.pricetide.events.Checks.require;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A fragment: measures of one series, in the order of their rows. Of two measures at the same instant the later one
 * in the lists stands.
 *
 * @param batch the POST it came with
 * @param fragment its number within the series and batch, 0 to 999
 * @param series whose measures they are
 * @param instants one for each measure, at most 2,000, to the millisecond
 * @param prices one for each instant, greater than 0, at most 6 decimals
 */
public record SeriesMeasured(
        BatchId batch, int fragment, Series series, List<Instant> instants, List<BigDecimal> prices)
        implements EventData {

    /** A fragment has at most this many measures, which keeps its event under 512 KiB. */
    public static final int MAX_MEASURES = 2_000;

    /** @throws IllegalArgumentException naming the first member that breaks the schema */
    public SeriesMeasured {
        Checks.present("batch", batch);
        Checks.number("fragment", fragment, 0, BatchId.MAX_FRAGMENTS - 1);
        Checks.present("series", series);
        instants = Checks.list("instants", instants);
        prices = Checks.list("prices", prices);
        Checks.number("number of instants", instants.size(), 1, MAX_MEASURES);
        require(
                instants.size() == prices.size(),
                "there are " + instants.size() + " instants and " + prices.size() + " prices; they must be as many");
        for (int i = 0; i < prices.size(); i++) {
            Checks.price("prices[" + i + "]", prices.get(i));
        }
    }

    @Override
    public String subject() {
        return "products/" + series.productId();
    }
}
