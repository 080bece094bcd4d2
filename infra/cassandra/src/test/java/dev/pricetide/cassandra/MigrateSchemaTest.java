package dev.pricetide.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pricetide.local.servers.CassandraServer;
import dev.pricetide.local.servers.SharedServers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a Kubernetes Job runs it: arguments in, exit code and one line out. */
class MigrateSchemaTest {
    @Test
    void bringsAKeyspaceUpToDateAndSaysSo() throws Exception {
        // Given
        var port = SharedServers.get().contactPoint().getPort();
        var keyspace = "job_" + ProcessHandle.current().pid() + "_" + System.nanoTime();

        // When
        var run = Run.of("--contact-point 127.0.0.1:" + port + " --datacenter " + CassandraServer.DATACENTER
                + " --keyspace " + keyspace + " --replication 1");

        // Then
        assertThat(run.errors()).isEmpty();
        assertThat(run.output())
                .startsWith("Applied to keyspace " + keyspace + ": V001__")
                .hasLineCount(1);
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --datacenter dc --keyspace k --replication 1                                        | 2 | --contact-point is missing. usage:
        --contact-point localhost --datacenter dc --keyspace k --replication 1              | 2 | --contact-point is host:port, not localhost.
        --contact-point localhost:x --datacenter dc --keyspace k --replication 1            | 2 | --contact-point is host:port, not localhost:x.
        --contact-point localhost:1 --keyspace k --replication 1                            | 2 | --datacenter is missing.
        --contact-point localhost:1 --datacenter dc --keyspace K --replication 1            | 2 | A keyspace's name is
        --contact-point localhost:1 --datacenter dc --keyspace k --replication many         | 2 | --replication is a number of copies, not many.
        --contact-point localhost:1 --datacenter dc --keyspace k --replication 0            | 2 | The replication is at least 1, not 0.
        --contact-point localhost:1 --datacenter dc --keyspace k --replication              | 2 | Every option has a value.
        --colour red                                                                        | 2 | There is no option --colour.
        --contact-point 127.0.0.1:1 --datacenter dc --keyspace k --replication 1            | 1 | The schema of keyspace k cannot be brought up to date at
        --contact-point no.such.host.invalid:1 --datacenter dc --keyspace k --replication 1 | 1 | The schema of keyspace k cannot be brought up to date at
        """)
    void oneLineSaysWhatIsWrong(String arguments, int exitCode, String message) throws Exception {
        // When
        var run = Run.of(arguments);

        // Then
        assertThat(run.errors()).startsWith(message).hasLineCount(1);
        assertThat(run.output()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    private record Run(int exitCode, String output, String errors) {
        static Run of(String arguments) throws Exception {
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    MigrateSchema.class.getName()));
            command.addAll(List.of(arguments.split(" ")));
            var process = new ProcessBuilder(command).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output, errors);
        }
    }
}
