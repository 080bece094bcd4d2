package dev.pricetide.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraServerTest {
    private static final String REPLICATION =
            "{'class': 'NetworkTopologyStrategy', '" + CassandraServer.DATACENTER + "': 1}";

    @TempDir
    Path folder;

    @Test
    void aSecondStartOnAnotherPortFindsRowsAgainEvenWhenTheFirstWasKilled() {
        // Given
        try (var first = CassandraServer.start(ServerSettings.in(folder));
                var session = connect(first)) {
            session.execute("CREATE KEYSPACE shop WITH replication = " + REPLICATION);
            session.execute("CREATE TABLE shop.prices (product text PRIMARY KEY, price decimal)");
            session.execute("INSERT INTO shop.prices (product, price) VALUES ('3200', 4.99)");
            first.process().kill();
        }

        // When
        try (var second = CassandraServer.start(ServerSettings.in(folder));
                var session = connect(second)) {
            // Then
            var row = session.execute("SELECT price FROM shop.prices WHERE product = '3200'")
                    .one();
            assertThat(row.getBigDecimal("price")).isEqualByComparingTo("4.99");
        }
    }

    private static CqlSession connect(CassandraServer cassandra) {
        return CqlSession.builder()
                .addContactPoint(cassandra.contactPoint())
                .withLocalDatacenter(CassandraServer.DATACENTER)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                        .build())
                .build();
    }
}
