package dev.pricetide.local.servers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when a server does not start. */
class ServerFailuresTest {
    @TempDir
    Path folder;

    @Test
    void aPortThatIsTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var settings = ServerSettings.in(folder).withPort(other.getLocalPort());

            assertThatThrownBy(() -> KafkaServer.start(settings))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessage("Port " + other.getLocalPort() + " on 127.0.0.1, meant for Kafka, is taken; stop what"
                            + " listens there or choose another port.");
            assertThatThrownBy(() -> CassandraServer.start(settings))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("meant for Cassandra, is taken");
        }
    }

    @Test
    void aFolderInUse() {
        var other = ServerFolder.take(folder, "Kafka", 1);
        try (other) {
            assertThatThrownBy(() -> KafkaServer.start(ServerSettings.in(folder)))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessage("The folder " + folder + " is in use by another Kafka; stop that one or choose another"
                            + " folder.");
        }
    }

    @Test
    void aFolderThatIsAFile() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> KafkaServer.start(ServerSettings.in(file)))
                .isInstanceOf(StartFailedException.class)
                .hasMessageStartingWith("The folder " + file + " cannot be used for Kafka: ");
    }

    @Test
    void aDiskThatIsNearlyFull() {
        var moreThanThereIs = Long.MAX_VALUE;

        assertThatThrownBy(() -> ServerFolder.take(folder, "Cassandra", moreThanThereIs))
                .isInstanceOf(StartFailedException.class)
                .hasMessageMatching("The disk that holds \\S+ has \\d+ MiB free, and Cassandra needs " + moreThanThereIs
                        + " MiB to start; make room or choose another folder\\.");
    }

    @Test
    void noFittingJavaForCassandra() {
        var tooOld = new JavaHome(Path.of("old"), 11);
        var tooNew = new JavaHome(Path.of("new"), 25);

        assertThatThrownBy(() -> CassandraServer.fitting(Stream.of(tooOld, tooNew)))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("Cassandra runs on JDK 17 and on no other; this is Java "
                        + Runtime.version().feature()
                        + ", and no JDK 17 was found beside it: install one or point JAVA_HOME at it.");
    }

    @Test
    void aServerThatEndsWhileItStarts() {
        // Too little for Kafka, as a user may set it.
        var settings = ServerSettings.in(folder).withHeapMegabytes(1);

        assertThatThrownBy(() -> KafkaServer.start(settings))
                .isInstanceOf(StartFailedException.class)
                .hasMessageMatching("(?s)Kafka.* could not be formatted; it last said: .*maximum heap.* The whole log: "
                        + folder.resolve("log/server.log"));
    }

    @Test
    void theLastWordsOfAServerThatEndsWhileItStarts() {
        // Given
        var claimed = ServerFolder.take(folder, "Kafka", 1);
        var archive = new ClassArchive(List.of(), folder.resolve("none.jsa"), Optional.empty());
        var script = "echo warming up; echo ERROR Disk on fire; echo '  at a.b.C(C.java)'; echo bye; exit 3";
        var command = List.of("bash", "-c", script);
        var port = Loopback.freePort();

        // When
        assertThatThrownBy(() -> ServerProcess.start("Kafka", claimed, archive, command, Handshake.KAFKA, port))
                // Then
                .isInstanceOf(StartFailedException.class)
                .hasMessage("Kafka ended while it was starting, with exit code 3; it last said: warming up | ERROR Disk"
                        + " on fire | bye. The whole log: " + claimed.log());
    }
}
