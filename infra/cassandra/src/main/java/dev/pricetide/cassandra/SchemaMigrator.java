package dev.pricetide.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Brings a keyspace to the newest schema: makes it if need be, then applies each migration once, in order, and records
 * it in {@code schema_migrations}. May run at any time, twice, and by several at once; one that was killed is continued
 * by the next run, which repeats the migration that was cut off.
 */
public final class SchemaMigrator {
    /** Half of the lease, so that a statement that times out has not outlived it. */
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);

    private final CqlSession session;
    private final Keyspace keyspace;
    private final List<Migration> migrations;
    private final MigrationTables tables;

    SchemaMigrator(CqlSession session, Keyspace keyspace, List<Migration> migrations) {
        this.session = session;
        this.keyspace = keyspace;
        this.migrations = migrations;
        this.tables = new MigrationTables(session, keyspace);
    }

    /**
     * Applies what is missing.
     *
     * @param contactPoints one or more nodes of the keyspace's datacenter
     * @return the files applied by this call, in order; none when the schema was up to date
     * @throws SchemaException when Cassandra cannot be reached or refuses, or an applied file was changed since
     */
    public static List<String> migrate(Collection<InetSocketAddress> contactPoints, Keyspace keyspace) {
        try (var session = connect(contactPoints, keyspace.datacenter())) {
            return new SchemaMigrator(session, keyspace, Migrations.all()).migrate();
        } catch (DriverException e) {
            throw new SchemaException(
                    "The schema of keyspace " + keyspace.name() + " cannot be brought up to date at " + contactPoints
                            + ": " + e.getMessage(),
                    e);
        }
    }

    /** A session that asks for the schema's state only to wait until all nodes agree on it, which makes DDL ten times faster. */
    static CqlSession connect(Collection<InetSocketAddress> contactPoints, String datacenter) {
        var configuration = DriverConfigLoader.programmaticBuilder()
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, STATEMENT_LIMIT)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, STATEMENT_LIMIT)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, STATEMENT_LIMIT)
                // Otherwise closing the session takes two seconds.
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
        return CqlSession.builder()
                .addContactPoints(contactPoints)
                .withLocalDatacenter(datacenter)
                .withConfigLoader(configuration)
                .build();
    }

    List<String> migrate() {
        session.execute("CREATE KEYSPACE IF NOT EXISTS " + keyspace.name()
                + " WITH replication = {'class': 'NetworkTopologyStrategy', '" + keyspace.datacenter() + "': "
                + keyspace.replication() + "}");
        tables.create();
        if (pending().isEmpty()) {
            return List.of();
        }
        try (var lease = MigrationLease.take(session, keyspace)) {
            List<String> applied = new ArrayList<>();
            for (var migration : pending()) {
                apply(migration, lease);
                applied.add(migration.file());
            }
            return applied;
        }
    }

    /** What was never applied. A version that this program does not know is of a newer one and stands. */
    private List<Migration> pending() {
        Map<Integer, String> applied = tables.applied();
        for (var migration : migrations) {
            var checksum = applied.get(migration.version());
            if (checksum != null && !checksum.equals(migration.checksum())) {
                throw new SchemaException("The migration " + migration.file()
                        + " was changed after it had been applied to keyspace " + keyspace.name()
                        + "; put it back as it was and make the change in a new file.");
            }
        }
        return migrations.stream()
                .filter(migration -> !applied.containsKey(migration.version()))
                .toList();
    }

    private void apply(Migration migration, MigrationLease lease) {
        for (var statement : migration.statements()) {
            lease.renew();
            var result = session.execute(
                    SimpleStatement.newInstance(statement).setKeyspace(CqlIdentifier.fromCql(keyspace.name())));
            if (!result.getExecutionInfo().isSchemaInAgreement()) {
                throw new SchemaException("The nodes did not agree on the schema within " + STATEMENT_LIMIT.toSeconds()
                        + " s while " + migration.file()
                        + " was applied; see that all of them are up and run the migrator again.");
            }
        }
        tables.record(migration);
    }
}
