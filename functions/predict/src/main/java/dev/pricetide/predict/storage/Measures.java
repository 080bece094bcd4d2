package dev.pricetide.predict.storage;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import dev.pricetide.predict.window.DailyPrices;
import dev.pricetide.predict.window.History;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The measured prices of a product group. */
@ApplicationScoped
public class Measures {

    private static final String OF_YEAR = """
            SELECT product_id, instant, price FROM measures
            WHERE product_group_id = ? AND year = ? AND product_id IN ? AND instant >= ? AND instant < ?""";

    private final Store store;

    Measures(Store store) {
        this.store = store;
    }

    /**
     * The last price of each day of the history, by product id; a series without any is absent. Page by page, so that a
     * series measured every minute takes no more memory than one measured every day.
     */
    public Uni<Map<String, DailyPrices>> daily(String productGroupId, List<String> productIds, History history) {
        Map<String, DailyPrices> prices = new HashMap<>();
        return Multi.createFrom()
                .iterable(history.years())
                .onItem()
                .transformToUniAndConcatenate(
                        year -> store.bind(OF_YEAR, productGroupId, year, productIds, history.start(), history.end())
                                .flatMap(store::execute)
                                .flatMap(page -> gather(page, history, prices)))
                .onItem()
                .ignoreAsUni()
                .replaceWith(prices);
    }

    private static Uni<Void> gather(AsyncResultSet page, History history, Map<String, DailyPrices> prices) {
        page.currentPage()
                .forEach(row -> prices.computeIfAbsent(row.getString("product_id"), id -> new DailyPrices(history))
                        .add(row.getInstant("instant"), row.getBigDecimal("price")));
        return page.hasMorePages()
                ? Uni.createFrom().completionStage(page::fetchNextPage).flatMap(next -> gather(next, history, prices))
                : Uni.createFrom().voidItem();
    }
}
