package dev.pricetide.query.storage;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.BatchId;
import dev.pricetide.query.domain.Batch;
import dev.pricetide.query.domain.BatchState;
import dev.pricetide.query.storage.BatchTally.Outcome;
import dev.pricetide.store.BatchFragments;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The progress of batches, counted from what the steps left of each fragment. */
@ApplicationScoped
public class Batches {

    private static final String TOTALS = "SELECT rows, fragments, series, rejected FROM batches WHERE batch_id = ?";
    private static final String FRAGMENTS = "SELECT product_id, rows, import_state, forecast_state"
            + " FROM batch_fragments WHERE batch_id = ? AND bucket = ?";
    private static final int BUCKETS_AT_ONCE = 4;

    private final Store store;
    private final RowStream stream;
    private final RejectedRows rejectedRows;

    Batches(Store store, RowStream stream, RejectedRows rejectedRows) {
        this.store = store;
        this.stream = stream;
        this.rejectedRows = rejectedRows;
    }

    /** How far that batch has come. */
    public Uni<Batch> progress(BatchId id) {
        // The totals first: fragments counted after them are at least as new.
        return totals(id)
                .flatMap(totals -> tally(id)
                        .flatMap(tally -> totals.isEmpty() && tally.fragments() == 0
                                ? rejectedRows.any(id).map(any -> batch(id, totals, tally, any))
                                : Uni.createFrom().item(batch(id, totals, tally, true))));
    }

    private Uni<Optional<Totals>> totals(BatchId id) {
        return store.rows(TOTALS, id.uuid())
                .map(rows -> rows.stream().findFirst().map(Totals::of));
    }

    private Uni<BatchTally> tally(BatchId id) {
        return Multi.createFrom()
                .range(0, BatchFragments.BUCKETS)
                .onItem()
                .transformToUni(bucket ->
                        stream.rows(FRAGMENTS, id.uuid(), bucket).collect().in(BatchTally::new, Batches::count))
                .merge(BUCKETS_AT_ONCE)
                .collect()
                .in(BatchTally::new, BatchTally::add);
    }

    private static void count(BatchTally tally, Row row) {
        tally.add(
                row.getString("product_id"),
                row.get("rows", Integer.class),
                row.getString("import_state"),
                row.getString("forecast_state"));
    }

    private static Batch batch(BatchId id, Optional<Totals> totals, BatchTally tally, boolean known) {
        long rejected = totals.map(of -> rejected(of, tally)).orElse(tally.rejectedRows());
        return new Batch(
                id.toString(),
                id.ingestTime(),
                known ? state(totals, tally, rejected) : BatchState.UNKNOWN,
                totals.map(of -> Math.toIntExact(of.rows())).orElse(null),
                Math.toIntExact(tally.storedRows()),
                Math.toIntExact(rejected),
                totals.map(Totals::fragments).orElse(null),
                totals.map(Totals::series).orElse(null),
                tally.series(Outcome.FORECAST),
                tally.series(Outcome.TOO_SHORT),
                tally.series(Outcome.REJECTED));
    }

    private static long rejected(Totals totals, BatchTally tally) {
        boolean rest = tally.imported() == totals.fragments() && tally.uncounted() > 0;
        // Once every fragment is through, the rows of those that could not be counted are all that remain.
        return rest ? totals.rows() - tally.storedRows() : totals.rejected() + tally.rejectedRows();
    }

    private static BatchState state(Optional<Totals> totals, BatchTally tally, long rejected) {
        if (totals.isEmpty()) {
            return BatchState.INCOMPLETE;
        }
        boolean everyRow = tally.imported() == totals.get().fragments()
                && tally.storedRows() + rejected == totals.get().rows();
        boolean everySeries = tally.series() == totals.get().series() && tally.series(Outcome.OPEN) == 0;
        return everyRow && everySeries ? BatchState.DONE : BatchState.PROCESSING;
    }

    private record Totals(long rows, int fragments, int series, long rejected) {

        static Totals of(Row row) {
            return new Totals(
                    row.getLong("rows"), row.getInt("fragments"), row.getInt("series"), row.getLong("rejected"));
        }
    }
}
