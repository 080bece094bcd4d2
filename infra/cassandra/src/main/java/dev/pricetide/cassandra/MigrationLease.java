package dev.pricetide.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The right to change the schema, held by one migrator at a time through lightweight transactions. It lapses by itself
 * a minute after its last renewal, so a migrator that was killed holds up the next one no longer than that.
 */
final class MigrationLease implements AutoCloseable {
    /** Longer than any one statement may take, see {@link SchemaMigrator}. */
    private static final int SECONDS = 60;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final CqlSession session;
    private final String table;
    private final UUID holder = UUID.randomUUID();

    private MigrationLease(CqlSession session, String table) {
        this.session = session;
        this.table = table;
    }

    /** Waits until nobody else holds it, at most five minutes. */
    static MigrationLease take(CqlSession session, Keyspace keyspace) {
        var lease = new MigrationLease(session, keyspace.name() + ".schema_lease");
        var limit = System.nanoTime() + PATIENCE.toNanos();
        while (!lease.claim()) {
            if (System.nanoTime() > limit) {
                throw new SchemaException("Another migrator has been changing keyspace " + keyspace.name() + " for "
                        + PATIENCE.toMinutes() + " minutes; see what holds it up.");
            }
            pause();
        }
        return lease;
    }

    /** @throws SchemaException when it has lapsed and somebody else may hold it */
    void renew() {
        var renewed = session.execute(SimpleStatement.newInstance(
                        "UPDATE " + table + " USING TTL " + SECONDS
                                + " SET holder = ? WHERE name = 'migrations' IF holder = ?",
                        holder,
                        holder))
                .wasApplied();
        if (!renewed) {
            throw new SchemaException("The lease on " + table + " lapsed because a statement took longer than "
                    + SECONDS + " s; run the migrator again.");
        }
    }

    @Override
    public void close() {
        session.execute(SimpleStatement.newInstance(
                "DELETE FROM " + table + " WHERE name = 'migrations' IF holder = ?", holder));
    }

    private boolean claim() {
        return session.execute(SimpleStatement.newInstance(
                        "INSERT INTO " + table + " (name, holder) VALUES ('migrations', ?) IF NOT EXISTS USING TTL "
                                + SECONDS,
                        holder))
                .wasApplied();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaException("Waiting for another migrator was interrupted.", e);
        }
    }
}
