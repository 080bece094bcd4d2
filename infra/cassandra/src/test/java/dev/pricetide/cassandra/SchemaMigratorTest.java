package dev.pricetide.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.pricetide.local.servers.CassandraServer;
import dev.pricetide.local.servers.SharedServers;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaMigratorTest {
    private static final Migration FIRST = Migration.of(
            "V001__a.cql",
            "CREATE TABLE IF NOT EXISTS a (k int PRIMARY KEY); CREATE TABLE IF NOT EXISTS b (k int PRIMARY KEY);");
    private static final Migration SECOND =
            Migration.of("V002__c.cql", "ALTER TABLE a ADD IF NOT EXISTS v int; INSERT INTO a (k, v) VALUES (1, 2);");

    private static InetSocketAddress contactPoint;
    private static CqlSession session;

    /** Each test has its own. */
    private final Keyspace keyspace =
            new Keyspace("schema_" + UUID.randomUUID().toString().replace("-", ""), CassandraServer.DATACENTER, 1);

    @BeforeAll
    static void connect() {
        contactPoint = SharedServers.get().contactPoint();
        session = SchemaMigrator.connect(List.of(contactPoint), CassandraServer.DATACENTER);
    }

    @AfterAll
    static void disconnect() {
        session.close();
    }

    @Test
    void makesTheKeyspaceAndAllTablesAndThenHasNothingLeftToDo() {
        // When
        var applied = SchemaMigrator.migrate(List.of(contactPoint), keyspace);
        var appliedAgain = SchemaMigrator.migrate(List.of(contactPoint), keyspace);

        // Then
        assertThat(applied)
                .containsExactlyElementsOf(
                        Migrations.all().stream().map(Migration::file).toList());
        assertThat(appliedAgain).isEmpty();
        assertThat(tables())
                .containsExactlyInAnyOrder(
                        "measures",
                        "series",
                        "forecasts",
                        "alerts",
                        "batches",
                        "batch_fragments",
                        "batch_rejected_rows",
                        "schema_migrations",
                        "schema_lease");
        assertThat(session.execute(
                                "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?",
                                keyspace.name())
                        .one()
                        .getMap("replication", String.class, String.class))
                .containsEntry("class", "org.apache.cassandra.locator.NetworkTopologyStrategy")
                .containsEntry(CassandraServer.DATACENTER, "1");
    }

    @Test
    void appliesOnlyWhatIsNewAndRecordsIt() {
        // Given
        migrator(FIRST).migrate();

        // When
        var applied = migrator(FIRST, SECOND).migrate();

        // Then
        assertThat(applied).containsExactly("V002__c.cql");
        var records = session.execute(
                        "SELECT file, checksum, applied_at FROM " + keyspace.name() + ".schema_migrations")
                .all();
        assertThat(records)
                .extracting(row -> row.getString("file"), row -> row.getString("checksum"))
                .containsExactlyInAnyOrder(
                        tuple(FIRST.file(), FIRST.checksum()), tuple(SECOND.file(), SECOND.checksum()));
        assertThat(records).extracting(row -> row.getInstant("applied_at")).doesNotContainNull();
    }

    @Test
    void refusesAnAppliedFileThatWasChangedAndAppliesNothing() {
        // Given
        migrator(FIRST).migrate();
        var changed = Migration.of(FIRST.file(), FIRST.text() + "\n-- but");

        // When
        assertThatThrownBy(() -> migrator(changed, SECOND).migrate())
                // Then
                .isInstanceOf(SchemaException.class)
                .hasMessage("The migration V001__a.cql was changed after it had been applied to keyspace "
                        + keyspace.name() + "; put it back as it was and make the change in a new file.");
        assertThat(session.execute("SELECT version FROM " + keyspace.name() + ".schema_migrations")
                        .all())
                .hasSize(1);
    }

    @Test
    void leavesTheSchemaOfANewerProgramAlone() {
        // Given
        migrator(FIRST, SECOND).migrate();

        // When
        var applied = migrator(FIRST).migrate();

        // Then
        assertThat(applied).isEmpty();
    }

    @Test
    void continuesAfterOneThatWasKilledBetweenTwoStatements() {
        // Given
        var firstHalf = migrator();
        firstHalf.migrate();
        session.execute("CREATE TABLE " + keyspace.name() + ".a (k int PRIMARY KEY)");
        // Its lease is still there, and lapses as any abandoned one does, only sooner.
        session.execute("INSERT INTO " + keyspace.name()
                + ".schema_lease (name, holder) VALUES ('migrations', uuid()) IF NOT EXISTS USING TTL 2");

        // When
        var applied = migrator(FIRST, SECOND).migrate();

        // Then
        assertThat(applied).containsExactly(FIRST.file(), SECOND.file());
        assertThat(tables()).contains("a", "b");
    }

    @Test
    void severalAtOnceApplyEachMigrationOnce() throws Exception {
        // Given
        Callable<List<String>> migrate = () -> {
            try (var own = SchemaMigrator.connect(List.of(contactPoint), CassandraServer.DATACENTER)) {
                return new SchemaMigrator(own, keyspace, List.of(FIRST, SECOND)).migrate();
            }
        };
        var threads = Executors.newFixedThreadPool(3);
        try {
            // When
            var results = threads.invokeAll(List.of(migrate, migrate, migrate));

            // Then
            Stream.Builder<String> applied = Stream.builder();
            for (var result : results) {
                result.get().forEach(applied);
            }
            assertThat(applied.build()).containsExactlyInAnyOrder(FIRST.file(), SECOND.file());
            assertThat(session.execute("SELECT holder FROM " + keyspace.name() + ".schema_lease")
                            .all())
                    .isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void losesAnAbandonedLeaseRatherThanSharingIt() {
        // Given
        migrator().migrate();
        var lease = MigrationLease.take(session, keyspace);
        session.execute("DELETE FROM " + keyspace.name() + ".schema_lease WHERE name = 'migrations' IF EXISTS");

        // When
        assertThatThrownBy(lease::renew)
                // Then
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("lapsed");
    }

    @Test
    void aStatementThatCassandraRefusesIsNotRecorded() {
        // Given
        var wrong = Migration.of("V001__wrong.cql", "CREATE TABLE IF NOT EXISTS t (batch uuid PRIMARY KEY);");

        // When
        assertThatThrownBy(() -> migrator(wrong).migrate()).hasMessageContaining("batch");

        // Then
        assertThat(migrator(FIRST).migrate()).containsExactly(FIRST.file());
    }

    private SchemaMigrator migrator(Migration... migrations) {
        return new SchemaMigrator(session, keyspace, List.of(migrations));
    }

    private List<String> tables() {
        return session
                .execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", keyspace.name())
                .all()
                .stream()
                .map(row -> row.getString("table_name"))
                .toList();
    }
}
