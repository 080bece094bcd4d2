package dev.pricetide.local.platform.broker;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes records and says when every in-sync replica has them. Kafka's producer may block its caller while the cluster
 * is away, so it is called on a thread of its own, with a bounded queue before it.
 */
final class TopicWriter implements AutoCloseable {
    private static final int WAITING = 1_000;

    private final Vertx vertx;
    private final KafkaProducer<String, byte[]> producer;
    private final ThreadPoolExecutor sending;

    /**
     * @param maxRecordBytes the largest record, headers included
     * @param limit how long a write may take before it fails
     */
    TopicWriter(Vertx vertx, String bootstrapServers, int maxRecordBytes, Duration limit) {
        this.vertx = vertx;
        int limitMillis = Math.toIntExact(limit.toMillis());
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        maxRecordBytes,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        limitMillis,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        Math.min(2_000, limitMillis),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        limitMillis,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1_000),
                new StringSerializer(),
                new ByteArraySerializer());
        this.sending = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> new Thread(task, "topic-writer"));
    }

    /** @return completes on the caller's event loop once the record is acknowledged */
    Future<Void> write(ProducerRecord<String, byte[]> record) {
        Promise<Void> written = ((ContextInternal) vertx.getOrCreateContext()).promise();
        try {
            sending.execute(() -> send(record, written));
        } catch (RejectedExecutionException e) {
            written.fail("Kafka does not keep up: " + WAITING + " records are waiting to be written.");
        }
        return written.future();
    }

    private void send(ProducerRecord<String, byte[]> record, Promise<Void> written) {
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    written.complete();
                } else {
                    written.fail(failure);
                }
            });
        } catch (RuntimeException e) {
            written.fail(e);
        }
    }

    @Override
    public void close() {
        sending.shutdownNow();
        producer.close(Duration.ofSeconds(2));
    }
}
