package dev.pricetide.testing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.pricetide.cassandra.Keyspace;
import dev.pricetide.cassandra.SchemaMigrator;
import dev.pricetide.local.servers.CassandraServer;
import dev.pricetide.local.servers.SharedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A real Kafka and a real Cassandra for a function's tests: the build's own, shared by all modules, with a keyspace and
 * an events topic of this test JVM's own.
 *
 * <pre>{@code
 * @QuarkusTest
 * @WithTestResource(value = PipelineServers.class, scope = TestResourceScope.GLOBAL)
 * class ImporterTest {
 *     @FromPipeline
 *     CqlSession cassandra;
 * }
 * }</pre>
 *
 * <p>A function that knows only one of the two leaves the other out: {@code initArgs = @ResourceArg(name =
 * PipelineServers.WITHOUT, value = PipelineServers.CASSANDRA)}.
 */
public class PipelineServers implements QuarkusTestResourceLifecycleManager {
    /** Name of the argument that leaves a server out. */
    public static final String WITHOUT = "without";

    public static final String CASSANDRA = "cassandra";
    public static final String KAFKA = "kafka";

    private static final int COPIES = 1;
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);

    private String without = "";
    private CqlSession session;
    private EventsTopic topic;

    @Override
    public void init(Map<String, String> arguments) {
        without = arguments.getOrDefault(WITHOUT, "");
        if (!List.of("", CASSANDRA, KAFKA).contains(without)) {
            throw new IllegalArgumentException("Leave out cassandra or kafka; there is no " + without + ".");
        }
    }

    @Override
    public Map<String, String> start() {
        var servers = SharedServers.get();
        // Letters first: both a keyspace and a topic may be called so.
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        Map<String, String> configuration = new HashMap<>();
        if (!without.equals(CASSANDRA)) {
            configuration.putAll(startCassandra(servers.contactPoint(), name));
        }
        if (!without.equals(KAFKA)) {
            configuration.putAll(startKafka(servers.bootstrapServers(), name));
        }
        return configuration;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                session, new TestInjector.AnnotatedAndMatchesType(FromPipeline.class, CqlSession.class));
        injector.injectIntoFields(
                topic, new TestInjector.AnnotatedAndMatchesType(FromPipeline.class, EventsTopic.class));
    }

    /** Leaves the servers running: they end with the build. */
    @Override
    public void stop() {
        if (session != null) {
            session.close();
        }
    }

    private Map<String, String> startCassandra(InetSocketAddress contactPoint, String keyspace) {
        var contactPoints = List.of(contactPoint);
        SchemaMigrator.migrate(contactPoints, new Keyspace(keyspace, CassandraServer.DATACENTER, COPIES));
        session = CqlSession.builder()
                .addContactPoints(contactPoints)
                .withLocalDatacenter(CassandraServer.DATACENTER)
                .withKeyspace(keyspace)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST_LIMIT)
                        // Otherwise closing the session takes two seconds.
                        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                        .build())
                .build();
        return Map.of(
                "quarkus.cassandra.contact-points",
                contactPoint.getHostString() + ":" + contactPoint.getPort(),
                "quarkus.cassandra.local-datacenter",
                CassandraServer.DATACENTER,
                "quarkus.cassandra.keyspace",
                keyspace);
    }

    private Map<String, String> startKafka(String bootstrapServers, String prefix) {
        topic = EventsTopic.create(bootstrapServers, prefix + ".pricetide.events");
        return Map.of("kafka.bootstrap.servers", bootstrapServers, "pricetide.events.topic", topic.name());
    }
}
