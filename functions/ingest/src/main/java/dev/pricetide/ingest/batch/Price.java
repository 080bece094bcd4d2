package dev.pricetide.ingest.batch;

import dev.pricetide.ingest.csv.Excerpt;
import java.math.BigDecimal;

/** The column {@code price}: a number greater than 0 and below 10^15 with at most 6 decimals. */
final class Price {

    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);
    private static final int MAX_DECIMALS = 6;
    private static final int MAX_CHARACTERS = 64;

    private Price() {}

    /** Reads a price as pandas writes it, {@code 272.891840} or {@code 1e3}; the result has no trailing zeros. */
    static BigDecimal parse(String text) throws RowRefusedException {
        BigDecimal price = number(text);
        if (price.signum() <= 0 || price.compareTo(LIMIT) >= 0) {
            throw refused(text, "must be greater than 0 and below 10^15");
        }
        BigDecimal stripped = price.stripTrailingZeros();
        if (stripped.scale() > MAX_DECIMALS) {
            throw refused(text, "must have at most 6 decimals");
        }
        // A negative scale would be written as 1E+3.
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static BigDecimal number(String text) throws RowRefusedException {
        if (text.isEmpty() || text.length() > MAX_CHARACTERS || !text.chars().allMatch(Price::isOfNumber)) {
            throw notANumber(text);
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw notANumber(text);
        }
    }

    /** BigDecimal alone would take the digits of every script. */
    private static boolean isOfNumber(int character) {
        return character >= '0' && character <= '9' || ".+-eE".indexOf(character) >= 0;
    }

    private static RowRefusedException notANumber(String text) {
        return refused(text, "must be a number such as 272.89, with a point and no thousands separator");
    }

    private static RowRefusedException refused(String text, String rule) {
        return new RowRefusedException(Column.PRICE, "price is " + Excerpt.quoted(text) + "; it " + rule);
    }
}
