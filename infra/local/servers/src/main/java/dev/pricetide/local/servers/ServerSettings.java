package dev.pricetide.local.servers;

import java.nio.file.Path;

/**
 * How to run a local server.
 *
 * @param folder everything of the server: data, configuration, log; made if need be, kept afterwards
 * @param port the port on 127.0.0.1 that clients use; 0 for any free one
 * @param heapMegabytes the largest heap, in MiB
 * @param optimizing compile for throughput; without it the server starts faster and is slower in the long run
 */
public record ServerSettings(Path folder, int port, int heapMegabytes, boolean optimizing) {
    private static final int QUIET_LAPTOP_HEAP = 512;

    public ServerSettings {
        folder = folder.toAbsolutePath().normalize();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is 1 to 65535, or 0 for any free one, not " + port + ".");
        }
    }

    /** Any free port, 512 MiB, a quick start. */
    public static ServerSettings in(Path folder) {
        return new ServerSettings(folder, 0, QUIET_LAPTOP_HEAP, false);
    }

    public ServerSettings withPort(int otherPort) {
        return new ServerSettings(folder, otherPort, heapMegabytes, optimizing);
    }

    public ServerSettings withHeapMegabytes(int otherHeap) {
        return new ServerSettings(folder, port, otherHeap, optimizing);
    }

    public ServerSettings withOptimizing(boolean compiler) {
        return new ServerSettings(folder, port, heapMegabytes, compiler);
    }
}
