package dev.pricetide.query.domain;

import io.smallrye.graphql.api.Nullable;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;

/**
 * The progress of one POST, counted when asked.
 *
 * @param id a UUIDv7
 * @param ingestTime the id's own millisecond
 * @param state how far it has come
 * @param rows data rows of the file, refused ones included; null until the totals are known
 * @param stored rows stored so far
 * @param rejected rows refused so far, by ingest or by the importer
 * @param fragments number of fragments; null until the totals are known
 * @param series number of distinct series; null until the totals are known
 * @param forecast series that have a forecast
 * @param tooShort series with too few recent prices for one
 * @param rejectedSeries series whose outcome is that none of their prices could be used
 */
@Description("The progress of one POST, counted when asked.")
public record Batch(
        String id,
        @Description("The millisecond in the id.") Instant ingestTime,
        BatchState state,

        @Nullable @Description("Data rows of the file, refused ones included; null until the totals are known.")
        Integer rows,

        @Description("Rows stored so far.") int stored,
        @Description("Rows refused so far.") int rejected,

        @Nullable @Description("Parts into which the rows were split; null until the totals are known.")
        Integer fragments,

        @Nullable @Description("Distinct series in the batch; null until the totals are known.")
        Integer series,

        @Description("Series that have their forecast.") int forecast,

        @Description("Series with too few recent prices for a forecast.")
        int tooShort,

        @Description("Series of which nothing could be used.")
        int rejectedSeries) {}
