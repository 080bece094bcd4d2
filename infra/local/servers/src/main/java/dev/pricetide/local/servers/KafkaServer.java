package dev.pricetide.local.servers;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A real Apache Kafka: one node that is broker and controller, plain text, on 127.0.0.1 alone. */
public final class KafkaServer implements AutoCloseable {
    private static final String NAME = "Kafka";
    private static final int MEGABYTES_NEEDED = 512;
    private static final List<String> OPTIONS = List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS");

    private final ServerProcess server;
    private final int port;

    private KafkaServer(ServerProcess server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a node and waits until it answers. Its storage is formatted at the first start in a folder; later ones find
     * every topic, record and offset again, on whatever port.
     *
     * @throws StartFailedException with one sentence on what stands in the way
     */
    public static KafkaServer start(ServerSettings settings) {
        var classPath = ServerClassPath.of("kafka");
        var folder = ServerFolder.take(settings.folder(), NAME, MEGABYTES_NEEDED);
        try {
            var port = Loopback.claim(settings.port(), NAME);
            var configuration = Template.named("kafka.properties")
                    .with(Map.of("port", port, "controllerPort", Loopback.freePort(), "data", folder.data()))
                    .to(folder.conf("server.properties"))
                    .toString();
            var java = new ServerJava(JavaHome.current(), classPath, folder, settings);
            if (!Files.exists(folder.data().resolve("meta.properties"))) {
                format(folder, java, configuration);
            }
            var archive = ClassArchive.of(java);
            var options =
                    Stream.concat(OPTIONS.stream(), archive.options().stream()).toList();
            var command = java.run(options, "kafka.Kafka", configuration);
            return new KafkaServer(ServerProcess.start(NAME, folder, archive, command, Handshake.KAFKA, port), port);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** What a client's {@code bootstrap.servers} wants. */
    public String bootstrapServers() {
        return Loopback.HOST + ":" + port;
    }

    /** The same as an address. */
    public InetSocketAddress address() {
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

    private static void format(ServerFolder folder, ServerJava java, String configuration) {
        // With the equals sign, for an id may begin with a hyphen and would be taken for the next option.
        var id = "--cluster-id=" + clusterId();
        var command = java.run(OPTIONS, "kafka.tools.StorageTool", "format", id, "-c", configuration);
        var code = ChildProcess.start(ChildCommand.of(folder.log(), command))
                .onExit()
                .join();
        if (code != 0) {
            throw new StartFailedException("Kafka's storage in " + folder.data() + " could not be formatted; "
                    + LastWords.of(folder.log()) + ". The whole log: " + folder.log());
        }
    }

    /** A random UUID as Kafka writes it: 16 bytes in URL-safe base 64. */
    private static String clusterId() {
        var id = UUID.randomUUID();
        var bytes = ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
