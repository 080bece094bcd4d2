package dev.pricetide.importer;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.pricetide.events.Series;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The measures of a product group in one UTC year are a partition, and what is written to it goes in few statements. */
@Singleton
class MeasuresTable {

    /** About 40 KB at most, so that a statement is short beside its time limit. */
    static final int ROWS_A_STATEMENT = 250;

    private static final String INSERT = """
            INSERT INTO measures (product_group_id, year, product_id, instant, price)
            VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?""";

    private final Store store;

    MeasuresTable(Store store) {
        this.store = store;
    }

    Uni<Void> write(Series series, StandingPrices prices, long writeTimestamp) {
        return store.prepare(INSERT)
                .map(insert -> statements(insert, series, prices, writeTimestamp))
                .flatMap(store::executeAll);
    }

    private static List<BatchStatement> statements(
            PreparedStatement insert, Series series, StandingPrices prices, long writeTimestamp) {
        List<BatchStatement> statements = new ArrayList<>();
        prices.byYear().forEach((year, ofYear) -> {
            List<BoundStatement> rows = new ArrayList<>();
            for (Map.Entry<Instant, BigDecimal> price : ofYear.entrySet()) {
                rows.add(insert.bind(
                        series.productGroupId(),
                        year,
                        series.productId(),
                        price.getKey(),
                        price.getValue(),
                        writeTimestamp));
            }
            statements.addAll(OnePartition.batches(rows, ROWS_A_STATEMENT));
        });
        return statements;
    }
}
