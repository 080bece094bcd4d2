package dev.pricetide.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** The function under test starts with nobody listening at Cassandra's address, and waits half a second for it. */
public class CassandraAway implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Map.of(
                    "quarkus.cassandra.contact-points",
                    "127.0.0.1:" + unused.getLocalPort(),
                    "pricetide.store.connect-timeout",
                    "PT0.5S");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
