package dev.pricetide.local.servers;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Apache Cassandra: one node on 127.0.0.1 alone, without JMX. It runs on a JDK 17, the only one that it starts on. */
public final class CassandraServer implements AutoCloseable {
    /** The datacenter of the one node, as its snitch names it. */
    public static final String DATACENTER = "datacenter1";

    private static final String NAME = "Cassandra";
    private static final int JAVA = 17;
    private static final int MEGABYTES_NEEDED = 1_024;

    private final ServerProcess server;
    private final int port;

    private CassandraServer(ServerProcess server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a node and waits until it answers CQL clients. A second start in the same folder finds every keyspace and
     * row again, on whatever port.
     *
     * @throws StartFailedException with one sentence on what stands in the way
     */
    public static CassandraServer start(ServerSettings settings) {
        var java = fitting(JavaHome.all()).java();
        var classPath = ServerClassPath.of("cassandra");
        var folder = ServerFolder.take(settings.folder(), NAME, MEGABYTES_NEEDED);
        try {
            var port = Loopback.claim(settings.port(), NAME);
            Template.named("cassandra.yaml")
                    .with(Map.of("port", port, "storagePort", Loopback.freePort(), "data", folder.data()))
                    .to(folder.conf("cassandra.yaml"));
            Template.named("cassandra-logback.xml").to(folder.conf("logback.xml"));
            var command = command(java, classPath, folder, settings);
            var process = ServerProcess.start(
                    NAME, folder, ChildCommand.of(folder.log(), command), Handshake.CASSANDRA, port);
            return new CassandraServer(process, port);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Where CQL clients connect. */
    public InetSocketAddress contactPoint() {
        return Loopback.address(port);
    }

    /** The running process; its {@link ChildProcess#onExit} tells of an end that nobody asked for. */
    public ChildProcess process() {
        return server.child();
    }

    /** Stops the node in order, and kills it when it takes longer than 30 s. */
    @Override
    public void close() {
        server.close();
    }

    static JavaHome fitting(Stream<JavaHome> installed) {
        return installed
                .filter(home -> home.feature() == JAVA)
                .findFirst()
                .orElseThrow(() -> new StartFailedException("Cassandra runs on JDK " + JAVA
                        + " and on no other; this is Java "
                        + JavaHome.current().feature()
                        + ", and no JDK " + JAVA + " was found beside it: install one or point JAVA_HOME at it."));
    }

    private static List<String> command(
            Path java, ServerClassPath classPath, ServerFolder folder, ServerSettings settings) {
        var command = new ArrayList<>(List.of(
                java.toString(),
                "-javaagent:" + classPath.jar("jamm"),
                "-Xms128m",
                "-Xmx" + settings.heapMegabytes() + "m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                settings.optimizing() ? "-XX:+UseG1GC" : "-XX:+UseSerialGC",
                settings.optimizing() ? "-XX:+TieredCompilation" : "-XX:TieredStopAtLevel=1"));
        command.addAll(Template.named("cassandra-jvm.options").text().lines().toList());
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + folder.tmp(),
                "-Djava.awt.headless=true",
                "-Dcassandra.config=" + folder.conf("cassandra.yaml").toUri(),
                "-Dcassandra.storagedir=" + folder.data(),
                "-Dcassandra-foreground=yes",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.ring_delay_ms=0",
                "-Dcassandra.shutdown_announce_in_ms=0",
                "-Dlogback.configurationFile=" + folder.conf("logback.xml"),
                "-cp",
                classPath.toString(),
                "org.apache.cassandra.service.CassandraDaemon"));
        return command;
    }
}
