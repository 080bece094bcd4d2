package dev.pricetide.testing;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The topic that the functions under test write their events to, with as many partitions as the real one.
 *
 * @param bootstrapServers where Kafka is
 * @param name the topic's
 */
public record EventsTopic(String bootstrapServers, String name) {
    private static final int PARTITIONS = 12;
    private static final short COPIES = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    static EventsTopic create(String bootstrapServers, String name) {
        Map<String, Object> configuration = Map.of("bootstrap.servers", bootstrapServers);
        try (var admin = Admin.create(configuration)) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, COPIES)))
                    .all()
                    .get();
            return new EventsTopic(bootstrapServers, name);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("The topic " + name + " cannot be made.", e);
        }
    }

    /**
     * Reads the topic from its beginning until so many wanted events were seen; gives all wanted ones read so far, which
     * may be more. The record's key is the event's partition key. Within a partition they are in order, the partitions
     * themselves in none.
     *
     * @throws AssertionError when there are fewer after 60 s; names what there is
     */
    public List<ConsumerRecord<String, CloudEvent>> await(int count, Predicate<CloudEvent> wanted) {
        List<ConsumerRecord<String, CloudEvent>> found = new ArrayList<>();
        List<String> others = new ArrayList<>();
        var limit = System.nanoTime() + PATIENCE.toNanos();
        try (var consumer = consumerFromTheBeginning()) {
            while (found.size() < count) {
                if (System.nanoTime() > limit) {
                    throw new AssertionError("Of " + count + " events there are " + found.size() + " after "
                            + PATIENCE.toSeconds() + " s in " + name + ": " + found + "; and unwanted: " + others);
                }
                for (var event : consumer.poll(POLL)) {
                    if (wanted.test(event.value())) {
                        found.add(event);
                    } else {
                        others.add(event.value().getType() + " " + event.value().getId());
                    }
                }
            }
        }
        return found;
    }

    private KafkaConsumer<String, CloudEvent> consumerFromTheBeginning() {
        Map<String, Object> configuration = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        var consumer = new KafkaConsumer<>(configuration, new StringDeserializer(), new CloudEventDeserializer());
        var partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
