package dev.pricetide.query.storage;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.query.domain.CatalogueSeries;
import dev.pricetide.query.domain.Cursor;
import dev.pricetide.query.domain.SeriesPage;
import dev.pricetide.query.storage.SeriesFilter.Condition;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue of series. Its order is that of the groups' tokens, then of the product ids. */
@ApplicationScoped
public class Catalogue {

    private static final String SELECT = "SELECT product_group_id, product_id, product, country, company, offer_type,"
            + " first_instant, last_instant FROM series WHERE ";
    private static final String BY_PRODUCT = SELECT + "product_id = ? LIMIT 10";

    private final Store store;

    Catalogue(Store store) {
        this.store = store;
    }

    /** The series with that id, null if there is none. One that moved to another group is the one measured last. */
    public Uni<CatalogueSeries> byProduct(String productId) {
        return store.rows(BY_PRODUCT, productId)
                .map(rows -> rows.stream()
                        .map(Catalogue::series)
                        .flatMap(Optional::stream)
                        .max((left, right) -> left.lastMeasured().compareTo(right.lastMeasured()))
                        .orElse(null));
    }

    /**
     * A page of the series that the filter lets through.
     *
     * @param filter not empty
     * @param first at most so many series, at least 1
     * @param after the end of the page before
     */
    public Uni<SeriesPage> find(SeriesFilter filter, int first, Optional<Cursor> after) {
        // One more than asked for tells whether there is a next page.
        return rows(filter, first + 1, after).map(rows -> {
            List<Row> page = rows.subList(0, Math.min(first, rows.size()));
            return new SeriesPage(
                    page.stream()
                            .map(Catalogue::series)
                            .flatMap(Optional::stream)
                            .toList(),
                    rows.size() > first ? end(page.get(first - 1)) : null);
        });
    }

    private Uni<List<Row>> rows(SeriesFilter filter, int limit, Optional<Cursor> after) {
        List<Condition> conditions = filter.conditions();
        if (after.isEmpty()) {
            return select(conditions, Stream.empty(), limit);
        }
        Condition inGroup = new Condition("product_group_id = ?", after.get().partition());
        Condition behind = new Condition("product_id > ?", after.get().row());
        if (filter.productGroupId().isPresent()) {
            return select(conditions, Stream.of(behind), limit);
        }
        return select(conditions, Stream.of(inGroup, behind), limit).flatMap(rest -> {
            if (rest.size() == limit) {
                return Uni.createFrom().item(rest);
            }
            Condition later = new Condition(
                    "token(product_group_id) > token(?)", after.get().partition());
            return select(conditions, Stream.of(later), limit - rest.size())
                    .map(next -> Stream.concat(rest.stream(), next.stream()).toList());
        });
    }

    private Uni<List<Row>> select(List<Condition> filter, Stream<Condition> place, int limit) {
        List<Condition> conditions = Stream.concat(filter.stream(), place).toList();
        String cql = conditions.stream().map(Condition::cql).collect(Collectors.joining(" AND ", SELECT, " LIMIT ?"));
        List<Object> values =
                new ArrayList<>(conditions.stream().map(Condition::value).toList());
        values.add(limit);
        return store.rows(cql, values.toArray());
    }

    private static String end(Row row) {
        return new Cursor(row.getString("product_group_id"), row.getString("product_id")).text();
    }

    /** Empty for a row of which the importer has not written every part yet. */
    private static Optional<CatalogueSeries> series(Row row) {
        boolean whole = Stream.of("product", "country", "company", "offer_type", "first_instant", "last_instant")
                .map(row::getObject)
                .allMatch(Objects::nonNull);
        return whole
                ? Optional.of(new CatalogueSeries(
                        row.getString("product_id"),
                        row.getString("product"),
                        row.getString("country"),
                        row.getString("company"),
                        row.getString("offer_type"),
                        row.getString("product_group_id"),
                        row.getInstant("first_instant"),
                        row.getInstant("last_instant")))
                : Optional.empty();
    }
}
