package dev.pricetide.importer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.BatchId;
import dev.pricetide.events.Series;
import dev.pricetide.store.BatchFragments;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands in the keyspace. */
record Tables(CqlSession cassandra) {

    /** The series' prices of those years. */
    Map<Instant, BigDecimal> prices(Series series, int... years) {
        Map<Instant, BigDecimal> prices = new TreeMap<>();
        for (int year : years) {
            cassandra
                    .execute(
                            "SELECT instant, price FROM measures WHERE product_group_id = ? AND year = ? AND product_id = ?",
                            series.productGroupId(),
                            year,
                            series.productId())
                    .forEach(row -> prices.put(row.getInstant("instant"), row.getBigDecimal("price")));
        }
        return prices;
    }

    /** The series' row of the catalogue. */
    Row catalogue(Series series) {
        return cassandra
                .execute(
                        "SELECT * FROM series WHERE product_group_id = ? AND product_id = ?",
                        series.productGroupId(),
                        series.productId())
                .one();
    }

    /** The batch's progress in one series, {@code <fragment> <import state> <rows>}. */
    List<String> progress(BatchId batch, String productId) {
        List<String> progress = new ArrayList<>();
        cassandra
                .execute(
                        "SELECT * FROM batch_fragments WHERE batch_id = ? AND bucket = ? AND product_id = ?",
                        batch.uuid(),
                        BatchFragments.bucket(productId),
                        productId)
                .forEach(row -> progress.add(
                        row.getInt("fragment") + " " + row.getString("import_state") + " " + row.getObject("rows")));
        return progress;
    }
}
