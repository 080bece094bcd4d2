package dev.pricetide.local.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Addresses on 127.0.0.1, the only ones that local servers listen on. */
public final class Loopback {
    static final String HOST = "127.0.0.1";
    /** Below the ports that Linux and macOS hand out to outgoing connections, which could take one between look and use. */
    private static final int FIRST_FREE_PORT = 15_000;

    private static final int LAST_FREE_PORT = 32_000;
    private static final int ATTEMPTS = 1_000;

    private Loopback() {}

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(HOST, port);
    }

    /** The wanted port, or a free one for 0. */
    static int claim(int wanted, String server) {
        if (wanted == 0) {
            return freePort();
        }
        if (isFree(wanted)) {
            return wanted;
        }
        throw new StartFailedException("Port " + wanted + " on " + HOST + ", meant for " + server
                + ", is taken; stop what listens there or choose another port.");
    }

    /**
     * A port that nobody listens on right now.
     *
     * @throws StartFailedException when there is none
     */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(ATTEMPTS, FIRST_FREE_PORT, LAST_FREE_PORT)
                .filter(Loopback::isFree)
                .findFirst()
                .orElseThrow(() -> new StartFailedException("No port between " + FIRST_FREE_PORT + " and "
                        + LAST_FREE_PORT + " on " + HOST + " is free; stop some of the servers that run here."));
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
