package dev.pricetide.events;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What the schemas demand of single members; each check throws with the member's name and what would be right. */
final class Checks {

    static final int MAX_TEXT = 256;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final BigDecimal PRICE_LIMIT = BigDecimal.TEN.pow(15);

    private Checks() {}

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    static <T> T present(String member, T value) {
        require(value != null, member + " is missing");
        return value;
    }

    static void id(String member, String value) {
        present(member, value);
        require(
                ID.matcher(value).matches(),
                member + " is \"" + value + "\"; it must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
    }

    static void text(String member, String value) {
        present(member, value);
        require(!value.isBlank(), member + " is blank");
        require(
                value.length() <= MAX_TEXT,
                member + " has " + value.length() + " characters; it must have at most " + MAX_TEXT);
    }

    static void price(String member, BigDecimal value) {
        present(member, value);
        require(value.signum() > 0, member + " is " + value + "; it must be greater than 0");
        require(value.compareTo(PRICE_LIMIT) < 0, member + " is " + value + "; it must be below 10^15");
        require(
                value.scale() <= 6 || value.stripTrailingZeros().scale() <= 6,
                member + " is " + value + "; it must have at most 6 decimals");
    }

    static void number(String member, int value, int least, int most) {
        require(value >= least && value <= most, member + " is " + value + "; it must be " + range(least, most));
    }

    private static String range(int least, int most) {
        return most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
    }

    static void probability(String member, double value) {
        require(value >= 0 && value <= 1, member + " is " + value + "; it must be 0 to 1");
    }

    static <T> List<T> list(String member, List<T> values) {
        present(member, values);
        // Immutable lists throw when asked whether they contain null.
        require(values.stream().noneMatch(Objects::isNull), member + " has a null");
        return List.copyOf(values);
    }
}
