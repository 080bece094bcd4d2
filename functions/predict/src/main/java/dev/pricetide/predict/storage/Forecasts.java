package dev.pricetide.predict.storage;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.predict.model.ModelOutput;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The forecasts of a product group. */
@ApplicationScoped
public class Forecasts {

    private static final String READ = """
            SELECT product_id, last_day, last_price, quantiles, change_probability, down_probability, input_hash,
                predicted_at
            FROM forecasts
            WHERE product_group_id = ? AND origin_year = ? AND product_id IN ? AND origin_day = ? AND model = ?
                AND version = ?""";

    private static final String WRITE = """
            INSERT INTO forecasts (product_group_id, origin_year, product_id, origin_day, model, version, last_day,
                last_price, quantiles, change_probability, down_probability, input_hash, predicted_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""";

    private final Store store;

    Forecasts(Store store) {
        this.store = store;
    }

    /** The kept forecasts of those series by product id. */
    public Uni<Map<String, StoredForecast>> read(ForecastKey key, List<String> productIds) {
        return store.rows(
                        READ,
                        key.productGroupId(),
                        key.originDay().getYear(),
                        productIds,
                        key.originDay(),
                        key.model(),
                        key.version())
                .map(rows -> rows.stream()
                        .map(Forecasts::forecast)
                        .collect(Collectors.toMap(StoredForecast::productId, forecast -> forecast)));
    }

    /**
     * Keeps forecasts; done when every one is acknowledged.
     *
     * @param writeTimestamp microseconds since 1970; of two writes of a forecast the later one stands
     */
    public Uni<Void> write(ForecastKey key, List<StoredForecast> forecasts, long writeTimestamp) {
        return store.prepare(WRITE)
                .flatMap(statement -> store.executeAll(forecasts.stream()
                        .map(forecast -> bind(statement, key, forecast, writeTimestamp))
                        .toList()));
    }

    private static BoundStatement bind(
            PreparedStatement statement, ForecastKey key, StoredForecast forecast, long writeTimestamp) {
        return statement.bind(
                key.productGroupId(),
                key.originDay().getYear(),
                forecast.productId(),
                key.originDay(),
                key.model(),
                key.version(),
                forecast.lastDay(),
                forecast.lastPrice(),
                forecast.output().quantiles(),
                forecast.output().changeProbability(),
                forecast.output().downProbability(),
                forecast.inputHash(),
                forecast.predictedAt(),
                writeTimestamp);
    }

    private static StoredForecast forecast(Row row) {
        ModelOutput output = new ModelOutput(
                row.getList("quantiles", Float.class),
                row.getList("change_probability", Float.class),
                row.getList("down_probability", Float.class));
        return new StoredForecast(
                row.getString("product_id"),
                row.getLocalDate("last_day"),
                row.getBigDecimal("last_price"),
                output,
                row.getByteBuffer("input_hash"),
                row.getInstant("predicted_at"));
    }
}
