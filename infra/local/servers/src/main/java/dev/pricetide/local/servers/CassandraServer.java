package dev.pricetide.local.servers;

import java.net.InetSocketAddress;
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

    /** As production does, where other nodes have the row too. A killed node loses up to its last 0.1 s. */
    private static final String SYNC_NOW_AND_THEN = "commitlog_sync: periodic\ncommitlog_sync_period: 10000ms";

    /** Nothing that was acknowledged is lost; a fifth of the writes a second. */
    private static final String SYNC_EACH_WRITE = "commitlog_sync: batch";

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
        var home = fitting(JavaHome.all());
        var classPath = ServerClassPath.of("cassandra");
        var folder = ServerFolder.take(settings.folder(), NAME, MEGABYTES_NEEDED);
        try {
            var port = Loopback.claim(settings.port(), NAME);
            Template.named("cassandra.yaml")
                    .with(Map.of("port", port, "storagePort", Loopback.freePort(), "data", folder.data()))
                    .with(Map.of("commitlogSync", settings.optimizing() ? SYNC_NOW_AND_THEN : SYNC_EACH_WRITE))
                    .to(folder.conf("cassandra.yaml"));
            Template.named("cassandra-logback.xml").to(folder.conf("logback.xml"));
            var java = new ServerJava(home, classPath, folder, settings);
            var archive = ClassArchive.of(java);
            var command = java.run(options(java, archive), "org.apache.cassandra.service.CassandraDaemon");
            return new CassandraServer(
                    ServerProcess.start(NAME, folder, archive, command, Handshake.CASSANDRA, port), port);
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

    private static List<String> options(ServerJava java, ClassArchive archive) {
        var folder = java.folder();
        List<String> options = new ArrayList<>();
        options.add("-javaagent:" + java.classPath().jar("jamm"));
        Template.named("cassandra-jvm.options").text().lines().forEach(options::add);
        options.addAll(archive.options());
        options.add("-Dcassandra.config=" + folder.conf("cassandra.yaml").toUri());
        options.add("-Dcassandra.storagedir=" + folder.data());
        options.add("-Dlogback.configurationFile=" + folder.conf("logback.xml"));
        return options;
    }
}
