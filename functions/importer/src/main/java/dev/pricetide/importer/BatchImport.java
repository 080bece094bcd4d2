package dev.pricetide.importer;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.pricetide.events.BatchReceived;
import dev.pricetide.events.BatchReceived.Totals;
import dev.pricetide.events.EventData;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Stores what ingest says of a batch as a whole: the rows that it refused, and at the end the totals. */
@Singleton
class BatchImport {

    /** About 40 KB at most, as a row's text is cut at 1 KiB; Cassandra as shipped refuses a batch of 50 KiB. */
    private static final int ROWS_A_STATEMENT = 30;

    private static final String REJECTED_ROW = """
            INSERT INTO batch_rejected_rows (batch_id, part, line, column_name, reason, row_text)
            VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String TOTALS =
            "INSERT INTO batches (batch_id, rows, fragments, series, rejected) VALUES (?, ?, ?, ?, ?)";

    private final Store store;

    BatchImport(Store store) {
        this.store = store;
    }

    Uni<Optional<EventData>> store(BatchReceived part) {
        return store.prepare(REJECTED_ROW)
                .flatMap(insert -> store.executeAll(rejectedRows(insert, part)))
                .chain(() -> part.totals()
                        .map(totals -> storeTotals(part, totals))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .replaceWith(Optional.empty());
    }

    private static List<BatchStatement> rejectedRows(PreparedStatement insert, BatchReceived part) {
        return OnePartition.batches(
                part.rejected().stream()
                        .map(row -> insert.bind(
                                part.batch().uuid(), part.part(), row.line(), row.column(), row.reason(), row.text()))
                        .toList(),
                ROWS_A_STATEMENT);
    }

    private Uni<Void> storeTotals(BatchReceived part, Totals totals) {
        return store.bind(
                        TOTALS,
                        part.batch().uuid(),
                        totals.rows(),
                        totals.fragments(),
                        totals.series(),
                        totals.rejected())
                .flatMap(store::execute)
                .replaceWithVoid();
    }
}
