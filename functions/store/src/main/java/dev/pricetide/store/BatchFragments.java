package dev.pricetide.store;

/** How the progress of a batch is spread over the partitions of {@code batch_fragments}. */
public final class BatchFragments {

    /** A batch has at most this many partitions. */
    public static final int BUCKETS = 16;

    private BatchFragments() {}

    /** The bucket of a series, 0 to 15. */
    public static int bucket(String productId) {
        return Math.floorMod(productId.hashCode(), BUCKETS);
    }
}
