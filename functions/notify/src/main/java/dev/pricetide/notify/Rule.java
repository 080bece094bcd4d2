package dev.pricetide.notify;

import dev.pricetide.events.AlertRaised.Alert;
import dev.pricetide.events.PricePredicted.Forecast;
import dev.pricetide.events.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What forecast is worth an alert. With q the compared quantile at the horizon, it is met where
 *
 * <pre>
 *   chance of a move in the direction ≥ probability   and
 *   down: (last - q) / last ≥ change     up: (q - last) / last ≥ change     any: |q - last| / last ≥ change
 * </pre>
 *
 * The chances are the forecast's own, see {@link Direction}. Prices are flat for days, so q = p50 asks that a move is the
 * most likely outcome, which is rare; q = p10 with {@code down} asks that the price falls by that much with a chance of
 * at least 10 %, q = p90 with {@code up} the same of a rise.
 *
 * @param horizon days ahead, 1 to 14
 * @param change share of the last price, 0 to below 1
 * @param probability 0 to 1
 * @param companyKeys companies as they compare; all where it is empty
 * @param offerKeys offer types as they compare; all where it is empty
 */
record Rule(
        String name,
        Direction direction,
        int horizon,
        BigDecimal change,
        BigDecimal probability,
        Quantile quantile,
        Set<String> companyKeys,
        Set<String> offerKeys) {

    private static final int PRICE_DIGITS = 15;

    /** The alert that the forecast is worth; empty where the rule is not met, or where the forecast has no sound price. */
    Optional<Alert> meets(Forecast forecast) {
        int day = horizon - 1;
        BigDecimal last = forecast.lastPrice();
        BigDecimal compared = Decimals.price(quantile.price(forecast, day));
        BigDecimal expected = Decimals.price(Quantile.P50.price(forecast, day));
        BigDecimal moved = compared.subtract(last).divide(last, MathContext.DECIMAL64);
        BigDecimal chance = direction.chance(forecast, day);
        boolean met = applies(forecast.series())
                && isPrice(compared)
                && isPrice(expected)
                && chance.compareTo(probability) >= 0
                && direction.isReached(moved, change);
        return met
                ? Optional.of(new Alert(
                        name,
                        forecast.series(),
                        horizon,
                        last,
                        expected,
                        chance.floatValue(),
                        sentence(forecast.series(), last, compared, moved, chance)))
                : Optional.empty();
    }

    private boolean applies(Series series) {
        return (companyKeys.isEmpty() || companyKeys.contains(series.companyKey()))
                && (offerKeys.isEmpty() || offerKeys.contains(series.offerKey()));
    }

    private static boolean isPrice(BigDecimal price) {
        return price.signum() > 0 && price.precision() - price.scale() <= PRICE_DIGITS;
    }

    private String sentence(Series series, BigDecimal last, BigDecimal compared, BigDecimal moved, BigDecimal chance) {
        return String.format(
                Locale.ROOT,
                "%s at %s (%s) may %s from %s to %s (%s, %+.1f %%) in %d %s; the chance that it %s is %.0f %%.",
                series.product(),
                series.company().strip(),
                series.offerType().strip(),
                direction.verb(),
                last.toPlainString(),
                compared.toPlainString(),
                quantile.name().toLowerCase(Locale.ROOT),
                moved.movePointRight(2),
                horizon,
                horizon == 1 ? "day" : "days",
                direction.thirdPerson(),
                chance.movePointRight(2));
    }
}
