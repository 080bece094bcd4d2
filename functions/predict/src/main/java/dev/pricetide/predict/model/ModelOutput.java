package dev.pricetide.predict.model;

import dev.pricetide.events.PricePredicted;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model answers for one series.
 *
 * @param quantiles p10, p50 and p90 of the price, 1 to 14 days ahead, day by day: 42 values in price units
 * @param changeProbability chance that the price differs from the last one by 0.5 % or more, 1 to 14 days ahead
 * @param downProbability chance that the price is lower than the last one, 1 to 14 days ahead
 */
public record ModelOutput(List<Float> quantiles, List<Float> changeProbability, List<Float> downProbability) {

    /** Quantiles that a model gives for each day. */
    public static final int QUANTILES = 3;

    /** The price is below this with chance 0.1; 14 values. */
    public List<Float> p10() {
        return quantile(0);
    }

    /** The median; 14 values. */
    public List<Float> p50() {
        return quantile(1);
    }

    /** The price is below this with chance 0.9; 14 values. */
    public List<Float> p90() {
        return quantile(2);
    }

    private List<Float> quantile(int index) {
        return IntStream.range(0, PricePredicted.HORIZON)
                .mapToObj(day -> quantiles.get(day * QUANTILES + index))
                .toList();
    }
}
