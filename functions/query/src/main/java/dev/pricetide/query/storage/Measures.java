package dev.pricetide.query.storage;

import dev.pricetide.query.domain.CatalogueSeries;
import dev.pricetide.query.domain.Measure;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** The prices of series, one partition a product group and UTC year. */
@ApplicationScoped
public class Measures {

    private static final String SLICE = "SELECT instant, price FROM measures"
            + " WHERE product_group_id = ? AND year = ? AND product_id = ? AND instant >= ? AND instant < ? LIMIT ?";

    private final RowStream stream;

    Measures(RowStream stream) {
        this.stream = stream;
    }

    /**
     * The measures of a series in a range of time, oldest first, read as far as they are consumed.
     *
     * @param from inclusive
     * @param to exclusive
     * @param limit at most so many
     */
    public Multi<Measure> between(CatalogueSeries series, Instant from, Instant to, int limit) {
        if (!from.isBefore(to)) {
            return Multi.createFrom().empty();
        }
        return Multi.createFrom()
                .range(year(from), year(to.minusMillis(1)) + 1)
                .onItem()
                .transformToMultiAndConcatenate(
                        year -> stream.rows(SLICE, series.productGroupId(), year, series.productId(), from, to, limit))
                .map(row -> new Measure(row.getInstant("instant"), row.getBigDecimal("price")))
                .select()
                .first(limit);
    }

    private static int year(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).getYear();
    }
}
