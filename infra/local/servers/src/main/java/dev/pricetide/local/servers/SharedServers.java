package dev.pricetide.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * One Kafka and one Cassandra for all tests of a Maven build, in however many modules and JVMs. Whoever asks first
 * starts them, on fresh data; they end with the build, however it ends. A build finds its own servers only.
 *
 * <pre>
 * target/servers/lock                          held while somebody looks or starts
 * target/servers/&lt;pid and start of Maven&gt;/     one build's
 *     servers.properties                       addresses and the process that owns the servers
 *     host.log, kafka/, cassandra/             see {@link ServerSettings#folder()}
 * </pre>
 *
 * @param bootstrapServers Kafka's {@code bootstrap.servers}
 * @param contactPoint where CQL clients connect; the datacenter is {@link CassandraServer#DATACENTER}
 */
public record SharedServers(String bootstrapServers, InetSocketAddress contactPoint) {
    private static final long LOOK_AGAIN_MILLIS = 25;

    /** @throws StartFailedException when they do not start */
    public static SharedServers get() {
        return of(ProjectRoot.find().resolve("target/servers"), TestRun.owner());
    }

    static SharedServers of(Path folder, ProcessHandle owner) {
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = lock(channel)) {
                assert lock.isValid();
                var builds = new BuildFolders(folder);
                builds.deleteThoseOfEndedBuilds();
                var build = builds.of(RunningProcess.of(owner));
                return HostedServers.read(build)
                        .orElseGet(() -> HostedServers.start(build, owner))
                        .servers();
            }
        } catch (IOException e) {
            throw StartFailedException.because("The servers' folder " + folder + " cannot be used", e);
        }
    }

    /** Waits for the lock, which another class loader of this JVM may hold as well as another JVM. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while waiting for the shared servers", e));
        }
    }
}
