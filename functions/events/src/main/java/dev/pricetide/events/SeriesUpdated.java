package dev.pricetide.events;

import java.time.Instant;

/**
 * A fragment is stored.
 *
 * @param batch the POST it came with
 * @param fragment its number within the series and batch
 * @param productId whose measures were stored
 * @param productGroupId the group whose forecasts they touch
 * @param first earliest instant of the fragment
 * @param last latest instant of the fragment
 * @param rows rows of the fragment, repeated keys included
 */
public record SeriesUpdated(
        BatchId batch, int fragment, String productId, String productGroupId, Instant first, Instant last, int rows)
        implements EventData {

    /** @throws IllegalArgumentException naming the first member that breaks the schema */
    public SeriesUpdated {
        Checks.present("batch", batch);
        Checks.number("fragment", fragment, 0, BatchId.MAX_FRAGMENTS - 1);
        Checks.id("productId", productId);
        Checks.id("productGroupId", productGroupId);
        Checks.present("first", first);
        Checks.present("last", last);
        Checks.require(!last.isBefore(first), "last is " + last + ", before first, " + first);
        Checks.number("rows", rows, 1, SeriesMeasured.MAX_MEASURES);
    }

    @Override
    public String subject() {
        return "products/" + productId;
    }
}
