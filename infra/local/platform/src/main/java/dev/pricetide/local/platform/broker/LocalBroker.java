package dev.pricetide.local.platform.broker;

import dev.pricetide.local.platform.manifest.BrokerManifest;
import dev.pricetide.local.platform.manifest.Destination;
import dev.pricetide.local.platform.manifest.TriggerManifest;
import dev.pricetide.local.platform.manifest.Wiring;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The Broker of the manifests with its Triggers, on a Kafka that runs. */
public final class LocalBroker implements AutoCloseable {
    private static final int MAX_EVENT_BYTES = 1 << 20;
    private static final int MAX_DEAD_LETTER_BYTES = 2 << 20;

    private final Vertx vertx;
    private final Context loop;
    private final HttpClient client;
    private final String bootstrapServers;
    private final Wiring wiring;
    private final Function<Destination.ToService, Endpoint> services;
    private final TopicWriter events;
    private final TopicWriter sinks;
    private final Handler<HttpServerRequest> ingress;
    private final List<Running> triggers = new ArrayList<>();

    private record Running(
            TriggerManifest trigger, TriggerConsumer consumer, Delivery delivery, DeliveryCounters counters) {}

    /**
     * @param vertx of one event loop
     * @param services where the functions are found
     * @param writeLimit how long Kafka may take for a write before the event is refused
     */
    public LocalBroker(
            Vertx vertx,
            HttpClient client,
            String bootstrapServers,
            Wiring wiring,
            Function<Destination.ToService, Endpoint> services,
            Duration writeLimit) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.client = client;
        this.bootstrapServers = bootstrapServers;
        this.wiring = wiring;
        this.services = services;
        this.events = new TopicWriter(vertx, bootstrapServers, MAX_EVENT_BYTES, writeLimit);
        this.sinks = new TopicWriter(vertx, bootstrapServers, MAX_DEAD_LETTER_BYTES, writeLimit);
        this.ingress = new Ingress(wiring.broker().ingressPath(), this::publish);
    }

    /** Answers requests to the Broker's path, and 404 to all others. */
    public Handler<HttpServerRequest> ingress() {
        return ingress;
    }

    /** Starts delivering; the topics must be there. Blocks for as long as Kafka takes to name their partitions. */
    public void start() {
        for (TriggerManifest trigger : wiring.triggers()) {
            Running running = running(trigger);
            triggers.add(running);
            running.consumer().start();
        }
    }

    public List<TriggerStatus> status() {
        return triggers.stream()
                .map(running -> new TriggerStatus(
                        running.trigger().name(),
                        running.consumer().lag(),
                        running.delivery().inFlight(),
                        running.counters().delivered.get(),
                        running.counters().retried.get(),
                        running.counters().deadLettered.get(),
                        running.counters().skipped.get()))
                .toList();
    }

    /** Ends what is under way, for a few seconds, and commits what is finished. Not to be called on the event loop. */
    @Override
    public void close() {
        triggers.parallelStream().forEach(running -> running.consumer().close());
        events.close();
        sinks.close();
    }

    private Running running(TriggerManifest trigger) {
        DeliveryCounters counters = new DeliveryCounters();
        Delivery delivery = new Delivery(
                vertx,
                trigger,
                subscriber(trigger.subscriber(), trigger),
                trigger.delivery().deadLetterSink().map(sink -> subscriber(sink, trigger)),
                this::publish,
                counters);
        Consumer<byte[], byte[]> consumer = consumer(trigger.consumerGroup());
        return new Running(
                trigger,
                new TriggerConsumer(trigger, consumer, partitions(consumer), delivery, loop, counters),
                delivery,
                counters);
    }

    private Future<Void> publish(HeldEvent event) {
        BrokerManifest broker = wiring.broker();
        return events.write(EventRecords.binary(broker.topic(), event));
    }

    private Subscriber subscriber(Destination destination, TriggerManifest trigger) {
        if (destination instanceof Destination.ToKafkaSink sink) {
            return new KafkaSinkSubscriber(wiring.sink(sink), sinks);
        }
        if (destination instanceof Destination.ToService service) {
            return http(services.apply(service), service.path(), trigger);
        }
        URI uri = destination.address();
        return http(new FixedEndpoint(uri), FixedEndpoint.pathOf(uri), trigger);
    }

    private Subscriber http(Endpoint endpoint, String path, TriggerManifest trigger) {
        return new HttpSubscriber(
                vertx,
                client,
                endpoint,
                path,
                trigger.namespace(),
                trigger.delivery().timeout());
    }

    private Consumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        100,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        8 << 20,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        1 << 20,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Collection<TopicPartition> partitions(Consumer<?, ?> consumer) {
        return consumer.partitionsFor(wiring.broker().topic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** An endpoint that is always where it is. */
    private record FixedEndpoint(String host, int port) implements Endpoint, Endpoint.Lease {
        private FixedEndpoint(URI uri) {
            this(uri.getHost(), uri.getPort() == -1 ? 80 : uri.getPort());
        }

        private static String pathOf(URI uri) {
            return Optional.ofNullable(uri.getRawPath())
                            .filter(path -> !path.isEmpty())
                            .orElse("/")
                    + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        }

        @Override
        public Future<Lease> lease() {
            return Future.succeededFuture(this);
        }

        @Override
        public void release() {
            // There is room for any number of requests.
        }
    }
}
