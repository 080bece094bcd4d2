package dev.pricetide.importer;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.pricetide.events.Series;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The catalogue of series. Its row is the outcome of all fragments, in whatever order they come: the attributes of the
 * latest written one, the earliest and the latest instant of all. The instants are their own write timestamps, the
 * earliest's negated, which lets Cassandra keep the minimum and the maximum without a read.
 */
@Singleton
class SeriesTable {

    private static final String ATTRIBUTES = """
            INSERT INTO series (product_group_id, product_id, product, country, company, company_key, offer_type,
                                offer_key, words)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";
    private static final String FIRST =
            "INSERT INTO series (product_group_id, product_id, first_instant) VALUES (?, ?, ?) USING TIMESTAMP ?";
    private static final String LAST =
            "INSERT INTO series (product_group_id, product_id, last_instant) VALUES (?, ?, ?) USING TIMESTAMP ?";

    private final Store store;

    SeriesTable(Store store) {
        this.store = store;
    }

    Uni<Void> write(Series series, Instant first, Instant last, long writeTimestamp) {
        return Uni.join()
                .all(
                        attributes(series, writeTimestamp),
                        store.bind(FIRST, series.productGroupId(), series.productId(), first, -epochMicros(first)),
                        store.bind(LAST, series.productGroupId(), series.productId(), last, epochMicros(last)))
                .andFailFast()
                .map(rows -> BatchStatement.newInstance(BatchType.UNLOGGED).addAll(rows))
                .flatMap(store::execute)
                .replaceWithVoid();
    }

    private Uni<BoundStatement> attributes(Series series, long writeTimestamp) {
        return store.bind(
                ATTRIBUTES,
                series.productGroupId(),
                series.productId(),
                series.product(),
                series.country(),
                series.company(),
                series.companyKey(),
                series.offerType(),
                series.offerKey(),
                series.productWords(),
                writeTimestamp);
    }

    private static long epochMicros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
