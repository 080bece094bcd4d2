package dev.pricetide.store;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * Prepared statements against the functions' keyspace. No call waits for ever: connecting is bounded here, a statement
 * by {@code quarkus.cassandra.request.timeout}. A failed call says nothing about whether its write took place.
 */
@ApplicationScoped
public class Store {

    private static final Logger LOG = Logger.getLogger(Store.class);

    private final CompletionStage<QuarkusCqlSession> session;
    private final Duration connectTimeout;
    private final int concurrency;
    private final ConcurrentMap<String, PreparedStatement> prepared = new ConcurrentHashMap<>();

    Store(CompletionStage<QuarkusCqlSession> session, StoreConfig config) {
        this.session = session;
        this.connectTimeout = config.connectTimeout();
        this.concurrency = config.concurrency();
    }

    /**
     * Connects in the background, from the start on. The driver tries until it finds a server; but a keyspace that is not
     * there yet, or a refused password, fails the process' one session for good. So the process ends then, with the
     * reason, and the next one tries again.
     */
    void connect(@Observes StartupEvent started) {
        session.whenComplete((connected, failure) -> {
            // Cancelled is what it is where the process ended before it was connected.
            if (failure != null && !(rootOf(failure) instanceof CancellationException)) {
                LOG.fatalf(
                        "Cassandra refuses the function, which stops: %s",
                        rootOf(failure).getMessage());
                Quarkus.asyncExit(1);
            }
        });
    }

    /** The statement, prepared once a process, with those values bound; null binds null. */
    public Uni<BoundStatement> bind(String cql, Object... values) {
        return prepare(cql).map(statement -> statement.bind(values));
    }

    /** The statement, prepared once a process; for callers that bind many rows. */
    public Uni<PreparedStatement> prepare(String cql) {
        PreparedStatement known = prepared.get(cql);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return session()
                .flatMap(connected -> Uni.createFrom().completionStage(() -> connected.prepareAsync(cql)))
                .invoke(statement -> prepared.put(cql, statement));
    }

    /** Executes one statement; the result is its first page. */
    public Uni<AsyncResultSet> execute(Statement<?> statement) {
        return session()
                .flatMap(connected -> Uni.createFrom().completionStage(() -> connected.executeAsync(statement)));
    }

    /** Executes all statements, some at once, in no order; done when every one is acknowledged. */
    public Uni<Void> executeAll(List<? extends Statement<?>> statements) {
        return Multi.createFrom()
                .iterable(statements)
                .onItem()
                .transformToUni(this::execute)
                .merge(concurrency)
                .onItem()
                .ignoreAsUni();
    }

    /** Every row of every page of a query that is known to be bounded. */
    public Uni<List<Row>> rows(String cql, Object... values) {
        return bind(cql, values).flatMap(this::execute).flatMap(page -> remaining(page, new ArrayList<>()));
    }

    private static Uni<List<Row>> remaining(AsyncResultSet page, List<Row> rows) {
        page.currentPage().forEach(rows::add);
        return page.hasMorePages()
                ? Uni.createFrom().completionStage(page::fetchNextPage).flatMap(next -> remaining(next, rows))
                : Uni.createFrom().item(rows);
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    Uni<QuarkusCqlSession> session() {
        // A copy: whoever gives up waiting cancels it, and the session must stay on its way for everybody else.
        return Uni.createFrom()
                .completionStage(() -> session.thenApply(connected -> connected))
                .ifNoItem()
                .after(connectTimeout)
                .failWith(() -> new StoreAwayException(connectTimeout));
    }
}
