package dev.pricetide.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pricetide.local.servers.SharedServers;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The packaged function, started before its keyspace was made. */
class KeyspaceMissingIT {

    private static final Path FUNCTION = Path.of("target", "quarkus-app", "quarkus-run.jar");

    @Test
    void theFunctionEndsWithTheReasonSoThatANewOneMayFindIt() throws Exception {
        // Given
        assumeTrue(Files.exists(FUNCTION), "a native build has no " + FUNCTION);
        InetSocketAddress cassandra = SharedServers.get().contactPoint();
        ProcessBuilder start = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.cassandra.contact-points=" + cassandra.getHostString() + ":" + cassandra.getPort(),
                        "-Dquarkus.cassandra.keyspace=nowhere",
                        "-jar",
                        FUNCTION.toString())
                .redirectErrorStream(true);

        // When
        Process function = start.start();
        String output = new String(function.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(function.waitFor()).isEqualTo(1);
        assertThat(output)
                .contains("Cassandra refuses the function, which stops: Invalid keyspace nowhere")
                .doesNotContain("\tat ");
    }
}
