package dev.pricetide.local.platform.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pricetide.local.platform.broker.ScriptedSubscriber.Answer;
import dev.pricetide.local.platform.manifest.DeliveryManifest;
import dev.pricetide.local.platform.manifest.Destination;
import dev.pricetide.local.platform.manifest.Wiring;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Trigger does with many events, with bad records and across a restart. */
class TriggerDeliveryTest {
    private static final Map<String, String> WANTED = Map.of("type", "wanted");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestWiring topics = TestWiring.fresh();
    private ScriptedSubscriber subscriber;

    @BeforeEach
    void open() throws Exception {
        subscriber = new ScriptedSubscriber();
    }

    @AfterEach
    void close() {
        subscriber.close();
    }

    @Test
    void deliversOnlyWhatTheFilterPasses() {
        Wiring wiring = topics.to(
                subscriber.uri(),
                Map.of("type", "wanted", "source", "/test", "colour", ""),
                TestWiring.delivery(0, SECOND, SECOND));
        try (RunningBroker broker = RunningBroker.started(wiring)) {
            // When
            broker.publish(
                    event("other type", builder -> builder.withType("other").withExtension("colour", "x")));
            broker.publish(event("no extension", builder -> builder));
            broker.publish(event(
                    "other source",
                    builder -> builder.withSource(URI.create("/x")).withExtension("colour", "x")));
            broker.publish(event("fits", builder -> builder.withExtension("colour", "any")));
            broker.awaitConcluded(1);

            // Then
            assertThat(subscriber.requests("fits")).hasSize(1);
            assertThat(subscriber.distinctEvents()).isEqualTo(1);
        }
    }

    @Test
    void skipsRecordsThatAreNoEventsAndKeepsTheTraceContext() {
        try (RunningBroker broker = RunningBroker.started(wiring(TestWiring.delivery(0, SECOND, SECOND)))) {
            // When
            broker.publish(new ProducerRecord<>(topics.topic(), "text".getBytes(StandardCharsets.UTF_8)));
            broker.publish(new ProducerRecord<>(topics.topic(), "tombstone", null));
            broker.publish(record("no type", Map.of("ce_specversion", "1.0", "ce_id", "a", "ce_source", "/s")));
            broker.publish(record(
                    "bad time",
                    Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            "b",
                            "ce_source",
                            "/s",
                            "ce_type",
                            "wanted",
                            "ce_time",
                            "yesterday")));
            broker.publish(record(
                    "good",
                    Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            "c",
                            "ce_source",
                            "/s",
                            "ce_type",
                            "wanted",
                            "traceparent",
                            "00-trace-01")));
            broker.awaitConcluded(1);
            await().atMost(10, SECONDS).until(() -> broker.status().skipped() == 4);

            // Then
            var request = subscriber.requests("c").get(0);
            assertThat(request.header("traceparent")).isEqualTo("00-trace-01");
            assertThat(request.header("ce-partitionkey")).isNull();
            assertThat(subscriber.distinctEvents()).isEqualTo(1);
            assertThat(TestKafka.records(topics.deadLetters())).isEmpty();
        }
    }

    @Test
    void eventsThatWaitForARetryHoldUpNoOthers() {
        try (RunningBroker broker =
                RunningBroker.started(wiring(TestWiring.delivery(1, Duration.ofHours(1), SECOND)))) {
            // Given more events that wait an hour than may be in flight at once
            for (int i = 0; i < 150; i++) {
                subscriber.script("failing " + i, List.of(Answer.of(500)));
                broker.publish(event("failing " + i, builder -> builder));
            }
            await().atMost(20, SECONDS).until(() -> broker.status().retried() == 150);

            // When
            broker.publish(event("fine", builder -> builder));

            // Then
            await().atMost(20, SECONDS).until(() -> subscriber.requests("fine").size() == 1);
        }
    }

    @Test
    void whatWasUnfinishedAtTheEndIsDeliveredAgainAtTheNextStart() {
        Wiring wiring = wiring(TestWiring.delivery(0, SECOND, Duration.ofMinutes(1)));
        // Given an event in the middle that is never answered
        subscriber.script("event 3", List.of(Answer.hanging(), Answer.of(202)));
        try (RunningBroker broker = RunningBroker.started(wiring)) {
            for (int i = 0; i < 30; i++) {
                broker.publish(event("event " + i, builder -> builder.withExtension("partitionkey", "same")));
            }
            broker.awaitConcluded(29);
        }
        assertThat(subscriber.requests("event 3")).hasSize(1);

        // When
        try (RunningBroker broker = RunningBroker.started(wiring)) {
            broker.awaitConcluded(27);

            // Then it comes again with all that followed it, and nothing that was before it
            assertThat(subscriber.requests("event 3")).hasSize(2);
            assertThat(subscriber.requests("event 29")).hasSize(2);
            assertThat(subscriber.requests("event 2")).hasSize(1);
        }

        // When everything was finished
        try (RunningBroker broker = RunningBroker.started(wiring)) {
            broker.publish(event("last", builder -> builder));
            broker.awaitConcluded(1);

            // Then
            assertThat(subscriber.requests("event 29")).hasSize(2);
            assertThat(broker.status().delivered()).isEqualTo(1);
        }
    }

    @Test
    void sendsAtMostAHundredEventsAtOnce() {
        try (RunningBroker broker =
                RunningBroker.started(wiring(TestWiring.delivery(0, SECOND, Duration.ofMinutes(1))))) {
            // When
            for (int i = 0; i < 130; i++) {
                subscriber.script("slow " + i, List.of(Answer.hanging()));
                broker.publish(event("slow " + i, builder -> builder));
            }

            // Then
            await().atMost(20, SECONDS).until(subscriber::distinctEvents, seen -> seen == 100);
            await().during(2, SECONDS).atMost(5, SECONDS).until(() -> subscriber.distinctEvents() == 100);
            assertThat(broker.status().lag()).isEqualTo(130);
        }
    }

    @Test
    void readsNoMoreOfABacklogThanThereIsRoomFor() {
        // Given 120 events of half a MiB that nobody answers, where there is room for 32 MiB
        byte[] data = new byte[1 << 19];
        try (RunningBroker broker =
                RunningBroker.started(wiring(TestWiring.delivery(0, SECOND, Duration.ofMinutes(1))))) {
            for (int i = 0; i < 120; i++) {
                String id = "large " + i;
                subscriber.script(id, List.of(Answer.hanging()));
                broker.publish(event(id, builder -> builder.withData("text/plain", data)));
            }

            // When
            await().atMost(20, SECONDS).until(subscriber::distinctEvents, seen -> seen == 64);

            // Then
            await().during(2, SECONDS).atMost(5, SECONDS).until(() -> subscriber.distinctEvents() == 64);
            assertThat(broker.status().inFlight()).isEqualTo(64);
        }
    }

    @Test
    void aDeadLetterThatIsRefusedIsSentUntilItIsTaken() throws Exception {
        try (ScriptedSubscriber sink = new ScriptedSubscriber()) {
            // Given
            DeliveryManifest delivery = new DeliveryManifest(
                    0,
                    DeliveryManifest.Backoff.LINEAR,
                    Duration.ZERO,
                    SECOND,
                    Optional.of(new Destination.ToUri(sink.uri())));
            subscriber.script("lost?", List.of(Answer.of(400)));
            sink.script("lost?", List.of(Answer.of(400), Answer.of(500), Answer.of(202)));
            try (RunningBroker broker = RunningBroker.started(wiring(delivery))) {
                // When
                broker.publish(event("lost?", builder -> builder));

                // Then
                await().atMost(20, SECONDS).until(() -> sink.requests("lost?").size() == 3);
                assertThat(sink.requests("lost?").get(2).header("ce-knativeerrorcode"))
                        .isEqualTo("400");
            }
        }
    }

    @Test
    void aReplyLargerThanARecordMakesADeadLetterOfItsEvent() {
        // Given
        subscriber.script(
                "asks for much",
                List.of(new Answer(
                        200,
                        Map.of("ce-specversion", "1.0", "ce-id", "r", "ce-source", "/s", "ce-type", "much"),
                        "x".repeat(1 << 20),
                        false,
                        false)));
        try (RunningBroker broker = RunningBroker.started(wiring(TestWiring.delivery(0, SECOND, SECOND)))) {
            // When
            broker.publish(event("asks for much", builder -> builder));

            // Then
            await().atMost(20, SECONDS)
                    .until(() -> TestKafka.records(topics.deadLetters()).size() == 1);
        }
    }

    private Wiring wiring(DeliveryManifest delivery) {
        return topics.to(subscriber.uri(), WANTED, delivery);
    }

    private static CloudEvent event(String id, Function<CloudEventBuilder, CloudEventBuilder> change) {
        return change.apply(CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create("/test"))
                        .withType("wanted")
                        .withData("text/plain", "x".getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private ProducerRecord<String, byte[]> record(String key, Map<String, String> headers) {
        var record = new ProducerRecord<>(topics.topic(), key, "{}".getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
