package dev.pricetide.ingest.endpoint;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pricetide.testing.EventsTopic;
import dev.pricetide.testing.FromPipeline;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** On a topic of its own, which first takes no event and then does. */
@QuarkusTest
@TestProfile(AcknowledgementTest.TopicOfItsOwn.class)
class AcknowledgementTest {

    private static final String LARGEST_RECORD = "max.message.bytes";

    private static final String TWO_SERIES = KafkaAwayTest.CSV
            + IntStream.rangeClosed(1, 1_500)
                    .mapToObj(i -> "3201,2021-03-01,Galaxy S10,CL,Ripley,951,unlocked," + i * 7919L % 100_003 + "\n")
                    .collect(joining());

    @FromPipeline
    EventsTopic servers;

    @ConfigProperty(name = "mp.messaging.outgoing.events.topic")
    String topic;

    @Test
    void a_batch_is_taken_only_when_Kafka_has_taken_its_events() throws ExecutionException, InterruptedException {
        Map<String, Object> configuration = Map.of("bootstrap.servers", servers.bootstrapServers());
        try (Admin admin = Admin.create(configuration)) {
            // Given
            NewTopic refusing = new NewTopic(topic, 1, (short) 1).configs(Map.of(LARGEST_RECORD, "5000"));
            admin.createTopics(List.of(refusing)).all().get();

            // When, Then: the first event is small enough, the second not, the third again
            KafkaAwayTest.assertUnavailable(TWO_SERIES);

            // When
            ConfigEntry enough = new ConfigEntry(LARGEST_RECORD, "1048576");
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(enough, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            given().contentType("text/csv; charset=utf-8")
                    .body(TWO_SERIES)
                    .post("/v1/batches")
                    .then()
                    .statusCode(202);

            // Then: the producer is an idempotent one, which Kafka's client lets be with acks=all only
            TopicPartition partition = new TopicPartition(topic, 0);
            assertThat(admin.describeProducers(List.of(partition))
                            .partitionResult(partition)
                            .get()
                            .activeProducers())
                    .hasSize(1);
        }
    }

    /** Writes to a topic that no other test knows. */
    public static class TopicOfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mp.messaging.outgoing.events.topic", "test-" + UUID.randomUUID());
        }
    }
}
