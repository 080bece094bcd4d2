package dev.pricetide.local.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A server's folder, taken by this JVM until closed or until the JVM ends.
 *
 * <pre>
 * folder/lock               held while a server uses the folder
 * folder/conf/              generated at every start
 * folder/data/              what a second start keeps
 * folder/log/server.log     of this start; server.previous.log of the one before
 * </pre>
 */
final class ServerFolder implements AutoCloseable {
    private static final long MEBIBYTE = 1024L * 1024;

    private final Path folder;
    private final FileChannel lock;

    private ServerFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws StartFailedException when another process uses the folder, it cannot be written, or the disk is nearly full */
    static ServerFolder take(Path folder, String server, long megabytesNeeded) {
        try {
            for (var part : new String[] {"conf", "data", "log", "tmp"}) {
                Files.createDirectories(folder.resolve(part));
            }
            requireSpace(folder, server, megabytesNeeded);
            var taken = new ServerFolder(folder, lock(folder, server));
            taken.keepPreviousLog();
            return taken;
        } catch (IOException e) {
            throw new StartFailedException(
                    "The folder " + folder + " cannot be used for " + server + ": " + e.getMessage() + ".", e);
        }
    }

    Path conf(String file) {
        return folder.resolve("conf").resolve(file);
    }

    Path data() {
        return folder.resolve("data");
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
        throw new StartFailedException("The folder " + folder + " is in use by another " + server
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
