package dev.pricetide.query.storage;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;

/** Rows of a query as they are asked for: the next page is fetched once the one before is consumed. */
@ApplicationScoped
class RowStream {

    /** Rows in memory for one query. */
    static final int PAGE_ROWS = 1_000;

    private final Store store;

    RowStream(Store store) {
        this.store = store;
    }

    Multi<Row> rows(String cql, Object... values) {
        return Multi.createBy()
                .repeating()
                .uni(
                        AtomicReference<AsyncResultSet>::new,
                        page -> next(page.get(), cql, values).invoke(page::set))
                .whilst(AsyncResultSet::hasMorePages)
                .onItem()
                .transformToIterable(AsyncResultSet::currentPage);
    }

    private Uni<AsyncResultSet> next(AsyncResultSet page, String cql, Object[] values) {
        return page == null
                ? store.bind(cql, values).flatMap(statement -> store.execute(statement.setPageSize(PAGE_ROWS)))
                : Uni.createFrom().completionStage(page::fetchNextPage);
    }
}
