package dev.pricetide.ingest.batch;

import java.util.Locale;

/** The columns that a CSV of prices must have; others are ignored. */
enum Column {
    PRODUCT_ID,
    TIMESTAMP,
    PRODUCT,
    COUNTRY,
    COMPANY,
    PRODUCT_GROUP_ID,
    OFFER_TYPE,
    PRICE;

    private final String title = name().toLowerCase(Locale.ROOT);

    /** The name in the header, for instance {@code product_id}. */
    String title() {
        return title;
    }
}
