package dev.pricetide.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The process that owns shared servers: it outlives the test JVM that started it and ends with the build. Its
 * arguments are the build's process and the build's folder.
 */
final class ServerHost {
    private static final int HEAP_MEGABYTES = 512;

    private final Path build;
    private final CompletableFuture<KafkaServer> kafka = new CompletableFuture<>();
    private final CompletableFuture<CassandraServer> cassandra = new CompletableFuture<>();

    private ServerHost(Path build) {
        this.build = build;
    }

    public static void main(String[] arguments) throws IOException {
        var owner = RunningProcess.parse(arguments[0]).flatMap(RunningProcess::handle);
        if (owner.isPresent()) {
            new ServerHost(Path.of(arguments[1])).runUntilEndOf(owner.get());
        }
    }

    private void runUntilEndOf(ProcessHandle owner) throws IOException {
        // From the first moment: the build may be stopped while the servers start.
        var end = owner.onExit().thenRun(this::end);
        try {
            new HostedServers(startServers(), RunningProcess.of(ProcessHandle.current())).write(build);
            System.out.println(HostedServers.READY);
        } catch (StartFailedException e) {
            System.out.println(e.getMessage());
            Runtime.getRuntime().halt(1);
        }
        end.join();
    }

    private SharedServers startServers() {
        start(kafka, () -> KafkaServer.start(settings("kafka")));
        start(cassandra, () -> CassandraServer.start(settings("cassandra")));
        try {
            return new SharedServers(
                    kafka.join().bootstrapServers(), cassandra.join().contactPoint());
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailedException failure ? failure : e;
        }
    }

    private ServerSettings settings(String server) {
        return ServerSettings.in(build.resolve(server)).withHeapMegabytes(HEAP_MEGABYTES);
    }

    /** The servers' data is worth nothing now; their logs may be. */
    private void end() {
        kafka.thenAccept(server -> server.process().kill());
        cassandra.thenAccept(server -> server.process().kill());
        try {
            BuildFolders.delete(build.resolve("kafka/data"));
            BuildFolders.delete(build.resolve("cassandra/data"));
        } catch (IOException | UncheckedIOException e) {
            // A server that was just starting writes to it; the next build deletes the rest.
        }
        Runtime.getRuntime().halt(0);
    }

    private static <T> void start(CompletableFuture<T> future, Supplier<T> server) {
        Runnable start = () -> {
            try {
                future.complete(server.get());
            } catch (RuntimeException e) {
                future.completeExceptionally(e);
            }
        };
        new Thread(start).start();
    }
}
