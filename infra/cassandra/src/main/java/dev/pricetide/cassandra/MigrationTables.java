package dev.pricetide.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the migrator keeps in the keyspace: the migrations that were applied, and the lease of the one who applies them. */
final class MigrationTables {
    private final CqlSession session;
    private final String keyspace;

    MigrationTables(CqlSession session, Keyspace keyspace) {
        this.session = session;
        this.keyspace = keyspace.name();
    }

    void create() {
        create("schema_migrations", "version int PRIMARY KEY, file text, checksum text, applied_at timestamp");
        create("schema_lease", "name text PRIMARY KEY, holder uuid");
    }

    /** The checksums of the applied migrations by version. */
    Map<Integer, String> applied() {
        var rows = session.execute("SELECT version, checksum FROM " + keyspace + ".schema_migrations");
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap((Row row) -> row.getInt("version"), row -> row.getString("checksum")));
    }

    void record(Migration migration) {
        session.execute(SimpleStatement.newInstance(
                "INSERT INTO " + keyspace
                        + ".schema_migrations (version, file, checksum, applied_at) VALUES (?, ?, ?, ?)",
                migration.version(),
                migration.file(),
                migration.checksum(),
                Instant.now()));
    }

    /** The same table id from whichever node two migrators reach at once; with random ones they would make two tables. */
    private void create(String table, String columns) {
        var id = UUID.nameUUIDFromBytes((keyspace + "." + table).getBytes(StandardCharsets.UTF_8));
        session.execute("CREATE TABLE IF NOT EXISTS " + keyspace + "." + table + " (" + columns + ") WITH id = " + id);
    }
}
