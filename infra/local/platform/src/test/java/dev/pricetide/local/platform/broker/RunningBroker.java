package dev.pricetide.local.platform.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.pricetide.local.platform.manifest.Wiring;
import io.cloudevents.CloudEvent;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker with its ingress, on the tests' Kafka. */
final class RunningBroker implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final LocalBroker broker;
    private final HttpServer server;
    private final TopicWriter writer;
    private final Wiring wiring;

    RunningBroker(Wiring wiring) {
        this(wiring, TestKafka.bootstrapServers(), Duration.ofSeconds(30));
    }

    RunningBroker(Wiring wiring, String bootstrapServers, Duration writeLimit) {
        this.wiring = wiring;
        this.broker = new LocalBroker(
                vertx,
                vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1_000)),
                bootstrapServers,
                wiring,
                service -> () -> {
                    throw new AssertionError("no Service here: " + service);
                },
                writeLimit);
        this.server = vertx.createHttpServer()
                .requestHandler(broker.ingress())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        this.writer = new TopicWriter(vertx, bootstrapServers, 1 << 20, writeLimit);
    }

    static RunningBroker started(Wiring wiring) {
        Topics.create(TestKafka.bootstrapServers(), wiring.topics());
        RunningBroker running = new RunningBroker(wiring);
        running.broker.start();
        return running;
    }

    URI ingress() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/pricetide/default");
    }

    void publish(CloudEvent event) {
        publish(EventRecords.binary(wiring.broker().topic(), new HeldEvent(event, Optional.empty())));
    }

    void publish(ProducerRecord<String, byte[]> record) {
        writer.write(record).toCompletionStage().toCompletableFuture().join();
    }

    TriggerStatus status() {
        return broker.status().get(0);
    }

    /** Waits until so many events have been delivered or given up. */
    void awaitConcluded(int events) {
        await().atMost(30, SECONDS)
                .until(() -> status().delivered() + status().deadLettered(), concluded -> concluded >= events);
    }

    @Override
    public void close() {
        broker.close();
        writer.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
