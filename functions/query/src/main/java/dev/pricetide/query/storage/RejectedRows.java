package dev.pricetide.query.storage;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.BatchId;
import dev.pricetide.query.domain.Cursor;
import dev.pricetide.query.domain.RejectedRow;
import dev.pricetide.query.domain.RejectedRowPage;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The rows that ingest refused, in numbered parts from 0; one that is not there yet ends the list for now. */
@ApplicationScoped
public class RejectedRows {

    private static final String SELECT = "SELECT part, line, column_name, reason, row_text FROM batch_rejected_rows"
            + " WHERE batch_id = ? AND part = ? AND line > ? LIMIT ?";

    private final Store store;

    RejectedRows(Store store) {
        this.store = store;
    }

    /**
     * A page of a batch's refused rows.
     *
     * @param first at most so many rows, at least 1
     * @param after the end of the page before; its keys are numbers
     */
    public Uni<RejectedRowPage> page(BatchId batch, int first, Optional<Cursor> after) {
        int part = after.map(cursor -> Integer.parseInt(cursor.partition())).orElse(0);
        long line = after.map(cursor -> Long.parseLong(cursor.row())).orElse(0L);
        return collect(batch, part, line, first + 1, new ArrayList<>())
                .map(rows -> new RejectedRowPage(
                        rows.stream()
                                .limit(first)
                                .map(RejectedRows::rejectedRow)
                                .toList(),
                        rows.size() > first ? end(rows.get(first - 1)) : null));
    }

    Uni<Boolean> any(BatchId batch) {
        return store.rows(SELECT, batch.uuid(), 0, 0L, 1).map(rows -> !rows.isEmpty());
    }

    private Uni<List<Row>> collect(BatchId batch, int part, long line, int limit, List<Row> rows) {
        int missing = limit - rows.size();
        return store.rows(SELECT, batch.uuid(), part, line, missing).flatMap(found -> {
            rows.addAll(found);
            // A page that starts at the end of its part finds nothing more there, and the next part may have it.
            boolean more = !found.isEmpty() || line > 0;
            return found.size() < missing && more
                    ? collect(batch, part + 1, 0, limit, rows)
                    : Uni.createFrom().item(rows);
        });
    }

    private static String end(Row row) {
        return new Cursor(Integer.toString(row.getInt("part")), Long.toString(row.getLong("line"))).text();
    }

    private static RejectedRow rejectedRow(Row row) {
        return new RejectedRow(
                Math.toIntExact(row.getLong("line")),
                Objects.requireNonNullElse(row.getString("column_name"), ""),
                Objects.requireNonNullElse(row.getString("reason"), ""),
                Objects.requireNonNullElse(row.getString("row_text"), ""));
    }
}
