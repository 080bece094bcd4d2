package dev.pricetide.query.storage;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.query.domain.Alert;
import dev.pricetide.query.domain.CatalogueSeries;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;

/** The alerts of series, one partition a series and year of the origin day. */
@ApplicationScoped
public class Alerts {

    private static final String OF_YEAR = "SELECT rule, origin_day, raised_at, horizon, last_price, expected_price,"
            + " probability, sentence, sent_at FROM alerts WHERE product_id = ? AND origin_year = ? LIMIT ?";

    private final RowStream stream;

    Alerts(RowStream stream) {
        this.stream = stream;
    }

    /** The newest alerts of a series, newest origin day first. */
    public Multi<Alert> recent(CatalogueSeries series, int limit) {
        return Multi.createFrom()
                .iterable(OriginYears.of(series))
                .onItem()
                .transformToMultiAndConcatenate(year -> stream.rows(OF_YEAR, series.productId(), year, limit))
                .map(Alerts::alert)
                .select()
                .first(limit);
    }

    private static Alert alert(Row row) {
        return new Alert(
                row.getString("rule"),
                row.getLocalDate("origin_day"),
                row.getInstant("raised_at"),
                row.get("horizon", Integer.class),
                row.getBigDecimal("last_price"),
                row.getBigDecimal("expected_price"),
                row.isNull("probability") ? null : Decimals.of(row.getFloat("probability")),
                row.getString("sentence"),
                row.getInstant("sent_at"));
    }
}
