package dev.pricetide.predict.storage;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.Series;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The series of a product group. */
@ApplicationScoped
public class Catalogue {

    private static final String OF_GROUP = """
            SELECT product_id, product, country, company, product_group_id, offer_type, last_instant
            FROM series WHERE product_group_id = ?""";

    private final Store store;

    Catalogue(Store store) {
        this.store = store;
    }

    /** The group's series by product id. One that importer has only begun to write is left out: its own event follows. */
    public Uni<List<CatalogueEntry>> ofGroup(String productGroupId) {
        return store.rows(OF_GROUP, productGroupId)
                .map(rows -> rows.stream()
                        .filter(Catalogue::isWhole)
                        .map(Catalogue::entry)
                        .toList());
    }

    private static boolean isWhole(Row row) {
        for (int column = 0; column < row.getColumnDefinitions().size(); column++) {
            if (row.isNull(column)) {
                return false;
            }
        }
        return true;
    }

    private static CatalogueEntry entry(Row row) {
        Series series = new Series(
                row.getString("product_id"),
                row.getString("product"),
                row.getString("country"),
                row.getString("company"),
                row.getString("product_group_id"),
                row.getString("offer_type"));
        return new CatalogueEntry(series, row.getInstant("last_instant"));
    }
}
