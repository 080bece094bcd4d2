package dev.pricetide.query.api;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.pricetide.store.StoreAwayException;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What every field does around its reads: a limit in time, and the store's faults told in words. */
@ApplicationScoped
class StoreCall {

    private final Duration timeout;

    StoreCall(QueryConfig config) {
        this.timeout = config.timeout();
    }

    <T> Uni<T> bounded(Uni<T> reads) {
        return reads.ifNoItem()
                .after(timeout)
                .fail()
                .onFailure(QueryValidationException.class)
                .transform(this::misfit)
                .onFailure(failure -> failure instanceof DriverException
                        || failure instanceof StoreAwayException
                        || failure instanceof TimeoutException)
                .transform(this::away);
    }

    private StoreUnavailableException misfit(Throwable failure) {
        Log.errorf("Cassandra refuses a query, which means that its tables are not those of this version: %s", failure);
        return new StoreUnavailableException(
                "The store does not have the tables that this version reads. Has the schema been migrated?", failure);
    }

    private StoreUnavailableException away(Throwable failure) {
        Log.warnf("Cassandra does not answer: %s", failure);
        return new StoreUnavailableException("The store does not answer. Try again in a moment.", failure);
    }
}
