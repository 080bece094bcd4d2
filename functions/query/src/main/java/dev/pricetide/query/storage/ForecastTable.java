package dev.pricetide.query.storage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.query.domain.Forecast;
import dev.pricetide.query.domain.ForecastDay;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The forecasts, one partition a product group and year of the origin day. */
@ApplicationScoped
class ForecastTable {

    /** GROUP BY leaves the first row of each series, which is of its newest origin day. */
    private static final String NEWEST_DAYS = "SELECT product_id, origin_day FROM forecasts"
            + " WHERE product_group_id = ? AND origin_year = ? AND product_id IN ? GROUP BY product_id";

    private static final String OF_DAY = "SELECT product_id, origin_day, last_day, last_price, model, version,"
            + " predicted_at, quantiles, change_probability, down_probability FROM forecasts"
            + " WHERE product_group_id = ? AND origin_year = ? AND product_id IN ? AND origin_day = ?";

    private static final BinaryOperator<Forecast> MADE_LAST =
            BinaryOperator.maxBy(Comparator.comparing(Forecast::predictedAt));

    private static final int DAYS_AT_ONCE = 4;

    private final Store store;

    ForecastTable(Store store) {
        this.store = store;
    }

    /** By product id the forecast of the newest origin day in that year; of several models' the one made last. */
    Uni<Map<String, Forecast>> newest(String group, int year, Collection<String> products) {
        // A group is mostly forecast as a whole, so there is one newest day, or few.
        return store.rows(NEWEST_DAYS, group, year, List.copyOf(products))
                .flatMap(rows -> Multi.createFrom()
                        .iterable(productsByDay(rows).entrySet())
                        .onItem()
                        .transformToUni(day -> store.rows(OF_DAY, group, year, day.getValue(), day.getKey()))
                        .merge(DAYS_AT_ONCE)
                        .onItem()
                        .<Row>transformToIterable(Function.identity())
                        .collect()
                        .asMap(row -> row.getString("product_id"), ForecastTable::forecast, MADE_LAST));
    }

    private static Map<LocalDate, List<String>> productsByDay(List<Row> rows) {
        return rows.stream()
                .collect(groupingBy(
                        row -> row.getLocalDate("origin_day"), mapping(row -> row.getString("product_id"), toList())));
    }

    private static Forecast forecast(Row row) {
        LocalDate originDay = row.getLocalDate("origin_day");
        List<Float> quantiles = row.getList("quantiles", Float.class);
        List<Float> change = row.getList("change_probability", Float.class);
        List<Float> down = row.getList("down_probability", Float.class);
        List<ForecastDay> days = IntStream.range(0, change.size())
                .mapToObj(i -> new ForecastDay(
                        i + 1,
                        originDay.plusDays(i + 1L),
                        Decimals.of(quantiles.get(3 * i)),
                        Decimals.of(quantiles.get(3 * i + 1)),
                        Decimals.of(quantiles.get(3 * i + 2)),
                        Decimals.of(change.get(i)),
                        Decimals.of(down.get(i))))
                .toList();
        return new Forecast(
                originDay,
                row.getLocalDate("last_day"),
                row.getBigDecimal("last_price"),
                row.getString("model"),
                row.getString("version"),
                row.getInstant("predicted_at"),
                days);
    }
}
