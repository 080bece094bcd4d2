package dev.pricetide.local.platform.launcher;

import dev.pricetide.cassandra.Keyspace;
import dev.pricetide.cassandra.SchemaMigrator;
import dev.pricetide.local.platform.broker.Topics;
import dev.pricetide.local.platform.manifest.Wiring;
import dev.pricetide.local.servers.CassandraServer;
import dev.pricetide.local.servers.ChildProcess;
import dev.pricetide.local.servers.KafkaServer;
import dev.pricetide.local.servers.ServerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Kafka with the manifests' topics and Cassandra with the newest schema. */
final class LocalServers implements AutoCloseable {
    private static final String KEYSPACE = "QUARKUS_CASSANDRA_KEYSPACE";

    private final CompletableFuture<KafkaServer> kafka;
    private final CompletableFuture<CassandraServer> cassandra;

    private LocalServers(CompletableFuture<KafkaServer> kafka, CompletableFuture<CassandraServer> cassandra) {
        this.kafka = kafka;
        this.cassandra = cassandra;
    }

    /** Starts both at once and waits until they can be used. */
    static LocalServers start(DataFolder data, Wiring wiring) {
        LocalServers servers = new LocalServers(
                CompletableFuture.supplyAsync(() -> KafkaServer.start(settings(data.kafka()))),
                CompletableFuture.supplyAsync(() -> CassandraServer.start(settings(data.cassandra()))));
        try {
            CompletableFuture.allOf(
                            servers.kafka.thenAccept(kafka -> Topics.create(kafka.bootstrapServers(), wiring.topics())),
                            servers.cassandra.thenAccept(cassandra -> migrate(cassandra, wiring)))
                    .join();
            return servers;
        } catch (CompletionException e) {
            servers.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    String bootstrapServers() {
        return kafka.join().bootstrapServers();
    }

    /** Where CQL clients connect: host:port. */
    String contactPoint() {
        var address = cassandra.join().contactPoint();
        return address.getHostString() + ":" + address.getPort();
    }

    /** The environment variables that lead a function here. */
    Map<String, String> addresses() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers(),
                "QUARKUS_CASSANDRA_CONTACT_POINTS",
                contactPoint(),
                "QUARKUS_CASSANDRA_LOCAL_DATACENTER",
                CassandraServer.DATACENTER);
    }

    /** Has {@code then} told, as a sentence, of a server that ends without being asked to. */
    void onDeath(Consumer<String> then) {
        watch("Kafka", kafka.join().process(), then);
        watch("Cassandra", cassandra.join().process(), then);
    }

    @Override
    public void close() {
        CompletableFuture.allOf(
                        kafka.thenAcceptAsync(KafkaServer::close), cassandra.thenAcceptAsync(CassandraServer::close))
                .handle((closed, failure) -> null)
                .join();
    }

    private static ServerSettings settings(Path folder) {
        return ServerSettings.in(folder).withClassArchive(true);
    }

    private static void watch(String name, ChildProcess process, Consumer<String> then) {
        process.onExit().thenAccept(code -> then.accept(name + " ended with exit code " + code + "."));
    }

    private static void migrate(CassandraServer cassandra, Wiring wiring) {
        String keyspace = wiring.services().stream()
                .map(service -> service.environment().get(KEYSPACE))
                .filter(name -> name != null)
                .findFirst()
                .orElse("pricetide");
        SchemaMigrator.migrate(
                List.of(cassandra.contactPoint()), new Keyspace(keyspace, CassandraServer.DATACENTER, 1));
    }
}
