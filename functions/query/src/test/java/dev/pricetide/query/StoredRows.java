package dev.pricetide.query;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.pricetide.events.BatchId;
import dev.pricetide.events.Series;
import dev.pricetide.store.BatchFragments;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What importer, predict and notify would have written, straight into the tables. */
public final class StoredRows {

    private final CqlSession cassandra;

    public StoredRows(CqlSession cassandra) {
        this.cassandra = cassandra;
    }

    public void series(Series series, String first, String last) {
        cassandra.execute(
                "INSERT INTO series (product_group_id, product_id, product, country, company, company_key, offer_type,"
                        + " offer_key, words, first_instant, last_instant) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                series.productGroupId(),
                series.productId(),
                series.product(),
                series.country(),
                series.company(),
                series.companyKey(),
                series.offerType(),
                series.offerKey(),
                series.productWords(),
                Instant.parse(first),
                Instant.parse(last));
    }

    public void measure(Series series, Instant instant, String price) {
        cassandra.execute(
                "INSERT INTO measures (product_group_id, year, product_id, instant, price) VALUES (?, ?, ?, ?, ?)",
                series.productGroupId(),
                instant.atZone(ZoneOffset.UTC).getYear(),
                series.productId(),
                instant,
                new BigDecimal(price));
    }

    /** The series with as many daily measures, the last one at that instant. */
    public void dailyMeasures(Series series, String last, int number) {
        Instant end = Instant.parse(last);
        for (int back = 0; back < number; back++) {
            measure(series, end.minus(Duration.ofDays(back)), "%d.5".formatted(100 + back % 7));
        }
        series(series, end.minus(Duration.ofDays(number - 1)).toString(), last);
    }

    /** A forecast whose median is that price every day, 10 below and above it the band, all chances 0.25. */
    public void forecast(Series series, String originDay, String version, String predictedAt, double median) {
        LocalDate day = LocalDate.parse(originDay);
        List<Float> quantiles = IntStream.range(0, 14)
                .boxed()
                .flatMap(i -> Stream.of((float) median - 10, (float) median, (float) median + 10))
                .toList();
        List<Float> chances = IntStream.range(0, 14).mapToObj(i -> 0.25f).toList();
        cassandra.execute(
                "INSERT INTO forecasts (product_group_id, origin_year, product_id, origin_day, model, version, last_day,"
                        + " last_price, quantiles, change_probability, down_probability, predicted_at)"
                        + " VALUES (?, ?, ?, ?, 'lstm', ?, ?, ?, ?, ?, ?, ?)",
                series.productGroupId(),
                day.getYear(),
                series.productId(),
                day,
                version,
                day,
                new BigDecimal("272.89"),
                quantiles,
                chances,
                chances,
                Instant.parse(predictedAt));
    }

    public void alert(Series series, String originDay, String rule) {
        LocalDate day = LocalDate.parse(originDay);
        cassandra.execute(
                "INSERT INTO alerts (product_id, origin_year, origin_day, rule, event_id, raised_at, horizon, last_price,"
                        + " expected_price, probability, sentence) VALUES (?, ?, ?, ?, 'e', ?, 7, 272.89, 250, 0.8, ?)",
                series.productId(),
                day.getYear(),
                day,
                rule,
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                series.product() + " will most likely be cheaper within 7 days");
    }

    public void totals(BatchId batch, long rows, int fragments, int series, long rejected) {
        cassandra.execute(
                "INSERT INTO batches (batch_id, rows, fragments, series, rejected) VALUES (?, ?, ?, ?, ?)",
                batch.uuid(),
                rows,
                fragments,
                series,
                rejected);
    }

    public void fragment(
            BatchId batch, String productId, int fragment, Integer rows, String importState, String forecastState) {
        cassandra.execute(
                "INSERT INTO batch_fragments (batch_id, bucket, product_id, fragment, product_group_id, rows,"
                        + " import_state, forecast_state) VALUES (?, ?, ?, ?, '23', ?, ?, ?)",
                batch.uuid(),
                BatchFragments.bucket(productId),
                productId,
                fragment,
                rows,
                importState,
                forecastState);
    }

    public void rejectedRow(BatchId batch, int part, long line) {
        cassandra.execute(
                "INSERT INTO batch_rejected_rows (batch_id, part, line, column_name, reason, row_text)"
                        + " VALUES (?, ?, ?, 'price', 'price is \"-1\"; it must be greater than 0', '3200,-1')",
                batch.uuid(),
                part,
                line);
    }
}
