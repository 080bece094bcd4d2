package dev.pricetide.ingest.endpoint;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.BatchReceived.Totals;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The answer to a batch whose events are all acknowledged.
 *
 * @param batch its id, with which its progress is asked for
 * @param rows data rows, refused ones included
 * @param fragments {@code series.measured} events
 * @param series distinct product ids
 * @param rejected refused rows
 */
@RegisterForReflection
record BatchAccepted(BatchId batch, long rows, int fragments, int series, long rejected) {

    static BatchAccepted of(BatchId batch, Totals totals) {
        return new BatchAccepted(batch, totals.rows(), totals.fragments(), totals.series(), totals.rejected());
    }
}
