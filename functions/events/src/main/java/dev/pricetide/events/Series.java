package dev.pricetide.events;

import static dev.pricetide.events.Checks.id;
import static dev.pricetide.events.Checks.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One product at one company with one offer type, as first spelt.
 *
 * @param productId the series' id
 * @param product the product's name
 * @param country ISO 3166 code
 * @param company the shop
 * @param productGroupId the product across companies and offers
 * @param offerType for instance {@code unlocked}
 */
public record Series(
        String productId, String product, String country, String company, String productGroupId, String offerType) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** @throws IllegalArgumentException naming the first attribute that is missing, too long or no id */
    public Series {
        id("series.productId", productId);
        text("series.product", product);
        text("series.country", country);
        text("series.company", company);
        id("series.productGroupId", productGroupId);
        text("series.offerType", offerType);
    }

    /** The form in which companies and offer types compare: trimmed and lower-cased. */
    public static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** The words of a text in the form in which they compare: runs of letters and digits, lower-cased. */
    public static Set<String> words(String text) {
        return BETWEEN_WORDS
                .splitAsStream(key(text))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The words of the product's name, by which it is found. */
    public Set<String> productWords() {
        return words(product);
    }

    /** The company as it compares. */
    public String companyKey() {
        return key(company);
    }

    /** The offer type as it compares. */
    public String offerKey() {
        return key(offerType);
    }
}
