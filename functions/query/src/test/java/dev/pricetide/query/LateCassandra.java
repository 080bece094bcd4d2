package dev.pricetide.query;

import dev.pricetide.testing.PipelineServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The real Cassandra behind a port that nobody listens at until {@link #comes()}, and again after {@link #goes()}. From
 * outside that is a server which is not up yet, or no longer.
 */
public class LateCassandra extends PipelineServers {

    private static final String CONTACT_POINTS = "quarkus.cassandra.contact-points";

    private static int port;
    private static String[] cassandra;
    private static ServerSocket door;
    private static final List<Socket> CONNECTIONS = new CopyOnWriteArrayList<>();

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(super.start());
        cassandra = configuration.get(CONTACT_POINTS).split(":");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        configuration.put(CONTACT_POINTS, "127.0.0.1:" + port);
        return configuration;
    }

    @Override
    public void stop() {
        goes();
        super.stop();
    }

    static void comes() throws IOException {
        door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(cassandra[0], Integer.parseInt(cassandra[1]));
                CONNECTIONS.addAll(List.of(client, server));
                daemon(() -> client.getInputStream().transferTo(server.getOutputStream()));
                daemon(() -> server.getInputStream().transferTo(client.getOutputStream()));
            }
        });
    }

    static void goes() {
        try {
            if (door != null) {
                door.close();
            }
            for (Socket connection : CONNECTIONS) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CONNECTIONS.clear();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // How every connection here ends.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
