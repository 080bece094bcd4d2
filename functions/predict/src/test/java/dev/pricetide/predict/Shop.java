package dev.pricetide.predict;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.BatchId;
import dev.pricetide.events.EventIds;
import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.store.BatchFragments;
import io.cloudevents.CloudEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** A product group of a test's own, written as importer writes it. */
final class Shop {

    static final LocalDate ORIGIN = LocalDate.parse("2021-02-20");

    private final CqlSession cassandra;
    private final PreparedStatement insertMeasure;
    private final String groupId = "g-" + UUID.randomUUID();

    Shop(CqlSession cassandra) {
        this.cassandra = cassandra;
        this.insertMeasure = cassandra.prepare(
                "INSERT INTO measures (product_group_id, year, product_id, instant, price) VALUES (?, ?, ?, ?, ?)");
    }

    String groupId() {
        return groupId;
    }

    Series series(String company, String offerType) {
        return new Series("p-" + UUID.randomUUID(), "Phone X", "CL", company, groupId, offerType);
    }

    /** A measure at 00:00Z of each of the days up to the last one, oldest first. */
    void measureDaily(Series series, LocalDate last, int days, long price) {
        List<CompletionStage<AsyncResultSet>> stored = new ArrayList<>();
        for (int day = days - 1; day >= 0; day--) {
            Instant instant = last.minusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC);
            stored.add(cassandra.executeAsync(row(series, instant, BigDecimal.valueOf(price - day / 10))));
        }
        stored.forEach(stage -> stage.toCompletableFuture().join());
        catalogue(series, last.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    void measure(Series series, LocalDate day, long price) {
        measure(series, day.atStartOfDay().toInstant(ZoneOffset.UTC), BigDecimal.valueOf(price));
    }

    void measure(Series series, Instant instant, BigDecimal price) {
        cassandra.execute(row(series, instant, price));
        catalogue(series, instant);
    }

    private BoundStatement row(Series series, Instant instant, BigDecimal price) {
        return insertMeasure.bind(
                groupId, instant.atOffset(ZoneOffset.UTC).getYear(), series.productId(), instant, price);
    }

    private void catalogue(Series series, Instant last) {
        cassandra.execute(
                """
                INSERT INTO series (product_group_id, product_id, product, country, company, company_key, offer_type,
                    offer_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                groupId,
                series.productId(),
                series.product(),
                series.country(),
                series.company(),
                series.companyKey(),
                series.offerType(),
                series.offerKey());
        cassandra.execute(
                "INSERT INTO series (product_group_id, product_id, last_instant) VALUES (?, ?, ?) USING TIMESTAMP ?",
                groupId,
                series.productId(),
                last,
                last.toEpochMilli() * 1_000);
    }

    /** The event with which importer says that a series changed. */
    SeriesUpdated updated(Series series) {
        Instant day = ORIGIN.atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
        return new SeriesUpdated(BatchId.at(Instant.now()), 3, series.productId(), groupId, day, day, 1);
    }

    static CloudEvent event(SeriesUpdated updated) {
        String answered = EventIds.fragment(updated.batch(), updated.productId(), updated.fragment());
        return Events.write(
                updated, EventSource.IMPORTER, EventIds.answer(EventSource.IMPORTER, answered), Instant.now());
    }

    /** The rows of the group's forecasts with the write timestamp of their quantiles, {@code written}. */
    List<Row> forecasts(LocalDate origin) {
        return cassandra.execute("""
                        SELECT product_id, origin_day, model, version, last_day, last_price, quantiles,
                            change_probability, down_probability, input_hash, predicted_at,
                            writetime(predicted_at) AS written
                        FROM forecasts WHERE product_group_id = ? AND origin_year = ?""", groupId, origin.getYear()).all();
    }

    String progress(SeriesUpdated updated) {
        Row row = cassandra
                .execute(
                        """
                        SELECT forecast_state FROM batch_fragments
                        WHERE batch_id = ? AND bucket = ? AND product_id = ? AND fragment = ?""",
                        updated.batch().uuid(),
                        BatchFragments.bucket(updated.productId()),
                        updated.productId(),
                        updated.fragment())
                .one();
        return row == null ? null : row.getString("forecast_state");
    }
}
