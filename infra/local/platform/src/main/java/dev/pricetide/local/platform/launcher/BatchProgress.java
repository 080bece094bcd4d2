package dev.pricetide.local.platform.launcher;

import io.vertx.core.json.JsonObject;

/**
 * How far a batch is.
 *
 * @param series those of the batch; forecast, too short and rejected ones have their outcome
 */
record BatchProgress(
        boolean done, long stored, long rejected, long series, long forecast, long tooShort, long rejectedSeries) {

    static BatchProgress of(JsonObject batch) {
        return new BatchProgress(
                batch.getString("state").equals("DONE"),
                batch.getLong("stored"),
                batch.getLong("rejected"),
                batch.getLong("series", 0L) == null ? 0 : batch.getLong("series", 0L),
                batch.getLong("forecast"),
                batch.getLong("tooShort"),
                batch.getLong("rejectedSeries"));
    }
}
