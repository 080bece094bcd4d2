package dev.pricetide.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedServersTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void jvmsOfOneBuildShareServersThatEndWithTheBuild() throws Exception {
        // Given
        var build = new ProcessBuilder("sleep", "1000").start();
        try (var one = Owner.run(Owner.OfSharedServers.class, folder.toString(), String.valueOf(build.pid()));
                var other = Owner.run(Owner.OfSharedServers.class, folder.toString(), String.valueOf(build.pid()))) {
            var servers = one.report();
            assertThat(servers).contains("127.0.0.1:");
            assertThat(other.report()).isEqualTo(servers);
            one.process().waitFor();
            other.process().waitFor();

            // When
            var later = SharedServers.of(folder, build.toHandle());

            // Then
            assertThat(later).hasToString(servers);
            assertThat(Handshake.CASSANDRA.succeeds(later.contactPoint().getPort()))
                    .isTrue();

            // When
            build.destroyForcibly();

            // Then
            await().atMost(LONG)
                    .until(() -> Loopback.isFree(later.contactPoint().getPort()));
            var kafkaPort = Integer.parseInt(later.bootstrapServers().replaceAll(".*:", ""));
            await().atMost(LONG).until(() -> Loopback.isFree(kafkaPort));
        } finally {
            build.destroyForcibly();
        }
    }

    @Test
    void aBuildFindsItsOwnFolderAndDeletesThoseOfEndedOnes() throws IOException {
        // Given
        var builds = new BuildFolders(folder);
        var self = RunningProcess.of(ProcessHandle.current());
        var own = builds.of(self);
        var earlierWithTheSamePid = builds.of(new RunningProcess(self.pid(), self.startMillis() - 60_000));
        Files.writeString(earlierWithTheSamePid.resolve("servers.properties"), "");
        var notOurs = Files.createDirectories(folder.resolve("notes"));

        // When
        builds.deleteThoseOfEndedBuilds();

        // Then
        assertThat(List.of(own, notOurs)).allSatisfy(kept -> assertThat(kept).exists());
        assertThat(earlierWithTheSamePid).doesNotExist();
        assertThat(builds.of(self)).isEqualTo(own);
    }

    @Test
    void underMavenTheServersBelongToMaven() {
        var owner = TestRun.owner();

        // An IDE runs this too; there the JVM is its own owner.
        if (System.getProperty("surefire.real.class.path") != null) {
            assertThat(owner.pid()).isNotEqualTo(ProcessHandle.current().pid());
            assertThat(owner.info().arguments().orElseThrow()).anyMatch(argument -> argument.contains("classworlds"));
        } else {
            assertThat(owner).isEqualTo(ProcessHandle.current());
        }
    }
}
