package dev.pricetide.notify;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Floats as the decimals that they are written as in an event, so that 0.7 is 0.7 and reaches a limit of 0.7. */
final class Decimals {

    private static final int PRICE_SCALE = 6;

    private Decimals() {}

    static BigDecimal of(float value) {
        return new BigDecimal(Float.toString(value));
    }

    /** To the six decimals that a price has at most. */
    static BigDecimal price(float value) {
        BigDecimal price = of(value).setScale(PRICE_SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
        return price.scale() < 0 ? price.setScale(0) : price;
    }
}
