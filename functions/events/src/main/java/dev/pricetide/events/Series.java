package dev.pricetide.events;

import static dev.pricetide.events.Checks.id;
import static dev.pricetide.events.Checks.text;

import java.util.Locale;

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

    /** The company as it compares. */
    public String companyKey() {
        return key(company);
    }

    /** The offer type as it compares. */
    public String offerKey() {
        return key(offerType);
    }
}
