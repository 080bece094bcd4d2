package dev.pricetide.local.servers;

import java.nio.file.Path;

/**
 * How to run a local server.
 *
 * @param folder everything of the server: data, configuration, log; made if need be, kept afterwards
 * @param port the port on 127.0.0.1 that clients use; 0 for any free one
 * @param heapMegabytes the largest heap, in MiB
 * @param optimizing for throughput: compile to the fullest, and let Cassandra acknowledge a write before it is on the
 *     disk; without it the server starts faster, and no {@code kill -9} loses an acknowledged write
 * @param classArchive spare the next start much of its class loading (a quarter of Cassandra's), for an archive of
 *     60 MB in the folder, which the first orderly stop takes some seconds to write
 */
public record ServerSettings(Path folder, int port, int heapMegabytes, boolean optimizing, boolean classArchive) {
    private static final int QUIET_LAPTOP_HEAP = 512;

    public ServerSettings {
        folder = folder.toAbsolutePath().normalize();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is 1 to 65535, or 0 for any free one, not " + port + ".");
        }
    }

    /** Any free port, 512 MiB, a quick start, no class archive. */
    public static ServerSettings in(Path folder) {
        return new ServerSettings(folder, 0, QUIET_LAPTOP_HEAP, false, false);
    }

    public ServerSettings withPort(int otherPort) {
        return new ServerSettings(folder, otherPort, heapMegabytes, optimizing, classArchive);
    }

    public ServerSettings withHeapMegabytes(int otherHeap) {
        return new ServerSettings(folder, port, otherHeap, optimizing, classArchive);
    }

    public ServerSettings withOptimizing(boolean compiler) {
        return new ServerSettings(folder, port, heapMegabytes, compiler, classArchive);
    }

    public ServerSettings withClassArchive(boolean archive) {
        return new ServerSettings(folder, port, heapMegabytes, optimizing, archive);
    }
}
