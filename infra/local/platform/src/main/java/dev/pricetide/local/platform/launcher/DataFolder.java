package dev.pricetide.local.platform.launcher;

import dev.pricetide.local.servers.StartFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where a platform keeps everything, taken for as long as this process lives.
 *
 * <pre>
 * lock
 * kafka/       the events of the last days
 * cassandra/   what was stored
 * logs/        platform.log, and one a function process
 * </pre>
 */
final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileLock lock;

    private DataFolder(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws StartFailedException if another platform has it or it cannot be written */
    static DataFolder take(Path folder) {
        try {
            Files.createDirectories(folder.resolve("logs"));
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StartFailedException("Another pricetide runs on the data in " + folder
                        + "; stop that one, or choose another folder with --data.");
            }
            return new DataFolder(folder, lock);
        } catch (IOException e) {
            throw new StartFailedException("The data folder " + folder + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path cassandra() {
        return folder.resolve("cassandra");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    @Override
    public void close() {
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new IllegalStateException("The lock of " + folder + " cannot be given back.", e);
        }
    }
}
