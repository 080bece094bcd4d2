package dev.pricetide.ingest.batch;

import dev.pricetide.events.SeriesMeasured;

/**
 * What a batch may hold. These are constants of the contract, not settings: the same bytes under the same batch id must
 * give the same events, on another day and on another machine too.
 *
 * @param bytes after decompression
 * @param rows data rows, refused ones included
 * @param series distinct product ids
 * @param attributeCharacters of all series' attributes together, which stay in memory until the end
 * @param bufferedRows rows that wait for their fragment to be cut; when there are as many, all are cut
 * @param fragmentRows rows of one fragment
 */
public record Limits(long bytes, long rows, int series, long attributeCharacters, int bufferedRows, int fragmentRows) {

    /** The limits of the product. */
    public static final Limits STANDARD =
            new Limits(1L << 30, 5_000_000, 100_000, 32_000_000, 100_000, SeriesMeasured.MAX_MEASURES);
}
