package dev.pricetide.local.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server's folder, taken by this JVM until closed or until the JVM ends.
 *
 * <pre>
 * folder/lock               held while a server uses the folder
 * folder/process            the process that uses it, or did last
 * folder/conf/              generated at every start
 * folder/data/              what a second start keeps
 * folder/cache/             what makes it quicker
 * folder/log/server.log     of this start; server.previous.log of the one before
 * </pre>
 */
final class ServerFolder implements AutoCloseable {
    private static final long MEBIBYTE = 1024L * 1024;
    private static final Duration PATIENCE_WITH_PREDECESSOR = Duration.ofSeconds(10);

    private final Path folder;
    private final FileChannel lock;

    private ServerFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws StartFailedException when another process uses the folder, it cannot be written, or the disk is nearly full */
    static ServerFolder take(Path folder, String server, long megabytesNeeded) {
        try {
            for (var part : new String[] {"cache", "conf", "data", "log", "tmp"}) {
                Files.createDirectories(folder.resolve(part));
            }
            requireSpace(folder, server, megabytesNeeded);
            return prepared(new ServerFolder(folder, lock(folder, server)), server);
        } catch (IOException e) {
            throw StartFailedException.because("The folder " + folder + " cannot be used for " + server, e);
        }
    }

    Path conf(String file) {
        return folder.resolve("conf").resolve(file);
    }

    Path data() {
        return folder.resolve("data");
    }

    /** What only makes a start quicker. */
    Path cache() {
        return folder.resolve("cache");
    }

    Path tmp() {
        return folder.resolve("tmp");
    }

    Path log() {
        return folder.resolve("log").resolve("server.log");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("The lock of " + folder + " cannot be given back.", e);
        }
    }

    private static ServerFolder prepared(ServerFolder taken, String server) throws IOException {
        try {
            taken.awaitEndOfPredecessor(server);
            taken.keepPreviousLog();
            return taken;
        } catch (IOException | RuntimeException e) {
            taken.close();
            throw e;
        }
    }

    /** Notes the process that writes to this folder. */
    void usedBy(ChildProcess child) {
        var process = ProcessHandle.of(child.pid()).map(RunningProcess::of);
        process.ifPresent(running -> new Template(running.toString()).to(user()));
    }

    private Path user() {
        return folder.resolve("process");
    }

    /** The lock is free as soon as an owner is killed, its server ends some moments later. */
    private void awaitEndOfPredecessor(String server) throws IOException {
        if (!Files.exists(user())) {
            return;
        }
        var predecessor = RunningProcess.parse(Files.readString(user())).flatMap(RunningProcess::handle);
        try {
            predecessor
                    .map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(null))
                    .get(PATIENCE_WITH_PREDECESSOR.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw inUse(folder, server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("The start of " + server + " was interrupted.", e);
        }
    }

    private void keepPreviousLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), log().resolveSibling("server.previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileChannel lock(Path folder, String server) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Taken by this very JVM: the same to the user.
        }
        channel.close();
        throw inUse(folder, server);
    }

    private static StartFailedException inUse(Path folder, String server) {
        return new StartFailedException("The folder " + folder + " is in use by another " + server
                + "; stop that one or choose another folder.");
    }

    private static void requireSpace(Path folder, String server, long megabytesNeeded) throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace() / MEBIBYTE;
        if (free < megabytesNeeded) {
            throw new StartFailedException("The disk that holds " + folder + " has " + free + " MiB free, and " + server
                    + " needs " + megabytesNeeded + " MiB to start; make room or choose another folder.");
        }
    }
}
