package dev.pricetide.local.platform.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Holds the broker against {@code delivery-contract.yaml}: all cases run at once, then each is looked at. */
class DeliveryContractTest {
    private static final TestWiring WIRING = TestWiring.fresh();
    private static ScriptedSubscriber subscriber;
    private static RunningBroker broker;
    private static List<ConsumerRecord<String, byte[]>> topic;
    private static List<ConsumerRecord<String, byte[]>> deadLetters;

    record Case(Map<String, Object> fields) {
        String name() {
            return (String) fields.get("name");
        }

        int attempts() {
            return (int) fields.get("attempts");
        }

        Optional<String> text(String field) {
            return Optional.ofNullable((String) fields.get(field));
        }

        @SuppressWarnings("unchecked")
        Optional<Map<String, String>> deadLetter() {
            return Optional.ofNullable((Map<String, String>) fields.get("deadLetter"));
        }

        @SuppressWarnings("unchecked")
        List<ScriptedSubscriber.Answer> answers() {
            return ((List<Map<String, Object>>) fields.get("answers"))
                    .stream()
                            .map(answer -> new ScriptedSubscriber.Answer(
                                    (int) answer.getOrDefault("status", 0),
                                    (Map<String, String>) answer.getOrDefault("headers", Map.of()),
                                    (String) answer.getOrDefault("body", ""),
                                    answer.containsKey("hang"),
                                    answer.containsKey("close")))
                            .toList();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static Stream<Case> cases() {
        List<Map<String, Object>> cases =
                new Yaml().load(DeliveryContractTest.class.getResourceAsStream("delivery-contract.yaml"));
        return cases.stream().map(Case::new);
    }

    @BeforeAll
    static void deliverAllCases() throws Exception {
        subscriber = new ScriptedSubscriber();
        broker = RunningBroker.started(WIRING.to(
                subscriber.uri(),
                Map.of("type", "case"),
                TestWiring.delivery(2, Duration.ofMillis(5), Duration.ofSeconds(1))));
        List<Case> cases = cases().toList();
        for (Case each : cases) {
            subscriber.script(each.name(), each.answers());
            broker.publish(event(each));
        }
        broker.awaitConcluded(cases.size());
        await().atMost(10, SECONDS)
                .until(() -> (deadLetters = TestKafka.records(WIRING.deadLetters())).size()
                        == cases.stream()
                                .filter(each -> each.deadLetter().isPresent())
                                .count());
        topic = TestKafka.records(WIRING.topic());
    }

    @AfterAll
    static void close() {
        subscriber.close();
        broker.close();
    }

    private static CloudEvent event(Case each) {
        return CloudEventBuilder.v1()
                .withId(each.name())
                .withSource(URI.create("/test"))
                .withType("case")
                .withSubject("products/7")
                .withExtension("partitionkey", "7")
                .withData("application/json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sendsTheEventAsOftenAsTheContractSays(Case expected) {
        assertThat(subscriber.requests(expected.name())).hasSize(expected.attempts());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sendsTheEventInBinaryModeAndAsksForAReply(Case expected) {
        assertThat(subscriber.requests(expected.name())).allSatisfy(request -> {
            assertThat(request.header("prefer")).isEqualTo("reply");
            assertThat(request.header("kn-namespace")).isEqualTo("pricetide");
            assertThat(request.header("ce-specversion")).isEqualTo("1.0");
            assertThat(request.header("ce-type")).isEqualTo("case");
            assertThat(request.header("ce-source")).isEqualTo("/test");
            assertThat(request.header("ce-subject")).isEqualTo("products/7");
            assertThat(request.header("ce-partitionkey")).isEqualTo("7");
            assertThat(request.header("ce-knativekafkapartition")).matches("\\d+");
            assertThat(request.header("ce-knativekafkaoffset")).matches("\\d+");
            assertThat(request.header("content-type")).isEqualTo("application/json");
            assertThat(request.body()).isEqualTo("{\"a\":1}");
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesTheReplyToTheTopicAndNothingElse(Case expected) {
        List<ConsumerRecord<String, byte[]>> replies = topic.stream()
                .filter(record ->
                        expected.text("reply").stream().anyMatch(type -> type.equals(header(record, "ce_type"))))
                .toList();

        assertThat(replies).hasSize(expected.text("reply").isPresent() ? 1 : 0);
        expected.text("replyKey")
                .ifPresent(key -> assertThat(replies.get(0).key()).isEqualTo(key));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesADeadLetterWithTheReason(Case expected) {
        List<ConsumerRecord<String, byte[]>> letters = deadLetters.stream()
                .filter(record -> expected.name().equals(header(record, "ce_id")))
                .toList();

        assertThat(letters).hasSize(expected.deadLetter().isPresent() ? 1 : 0);
        expected.deadLetter().ifPresent(extensions -> {
            ConsumerRecord<String, byte[]> letter = letters.get(0);
            assertThat(header(letter, "ce_knativeerrordest"))
                    .isEqualTo(subscriber.uri().toString());
            assertThat(letter.key()).isEqualTo("7");
            assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
            extensions.forEach(
                    (name, value) -> assertThat(header(letter, "ce_" + name)).isEqualTo(value));
        });
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
