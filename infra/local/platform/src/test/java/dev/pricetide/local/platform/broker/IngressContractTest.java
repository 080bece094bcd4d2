package dev.pricetide.local.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Holds the ingress against {@code ingress-contract.yaml}. */
class IngressContractTest {
    private static final TestWiring WIRING = TestWiring.fresh();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static RunningBroker broker;

    record Case(Map<String, Object> fields) {
        String text(String field, String orElse) {
            return (String) fields.getOrDefault(field, orElse);
        }

        int number(String field) {
            return (int) fields.getOrDefault(field, 0);
        }

        @SuppressWarnings("unchecked")
        Map<String, String> texts(String field) {
            return (Map<String, String>) fields.getOrDefault(field, Map.of());
        }

        byte[] body() {
            byte[] text = text("body", "").getBytes(StandardCharsets.UTF_8);
            return text.length == 0 ? new byte[number("bodyBytes")] : text;
        }

        @Override
        public String toString() {
            return text("name", "");
        }
    }

    static Stream<Case> cases() {
        List<Map<String, Object>> cases =
                new Yaml().load(IngressContractTest.class.getResourceAsStream("ingress-contract.yaml"));
        return cases.stream().map(Case::new);
    }

    @BeforeAll
    static void start() {
        broker = RunningBroker.started(WIRING.to(
                URI.create("http://127.0.0.1:1/"),
                Map.of("type", "none"),
                TestWiring.delivery(0, Duration.ZERO, Duration.ofSeconds(1))));
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAndStoresAsTheContractSays(Case expected) throws Exception {
        // Given
        long before = TestKafka.records(WIRING.topic()).size();

        // When
        HttpResponse<String> response = send(broker, expected);

        // Then
        assertThat(response.statusCode()).isEqualTo(expected.number("status"));
        List<ConsumerRecord<String, byte[]>> records = TestKafka.records(WIRING.topic());
        assertThat(records).hasSize((int) before + (expected.number("status") == 202 ? 1 : 0));
        if (expected.number("status") == 202) {
            assertThat(response.body()).isEmpty();
            ConsumerRecord<String, byte[]> record = records.stream()
                    .filter(each -> expected.texts("record").get("ce_id").equals(header(each, "ce_id")))
                    .findFirst()
                    .orElseThrow();
            expected.texts("record")
                    .forEach((name, value) ->
                            assertThat(header(record, name)).as(name).isEqualTo(value));
            assertThat(record.key()).isEqualTo(expected.text("key", null));
        }
    }

    @Test
    void answers503OnceTheLimitIsOverWhileKafkaIsAway() throws Exception {
        // Given
        Case event = new Case(
                Map.of("headers", Map.of("ce-specversion", "1.0", "ce-id", "a", "ce-source", "/s", "ce-type", "t")));
        try (RunningBroker alone = new RunningBroker(
                WIRING.to(
                        URI.create("http://127.0.0.1:1/"),
                        Map.of(),
                        TestWiring.delivery(0, Duration.ZERO, Duration.ofSeconds(1))),
                "127.0.0.1:1",
                Duration.ofMillis(500))) {
            // When
            HttpResponse<String> response = send(alone, event);

            // Then
            assertThat(response.statusCode()).isEqualTo(503);
        }
    }

    private static HttpResponse<String> send(RunningBroker broker, Case expected) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        broker.ingress().resolve(expected.text("path", "/pricetide/default")))
                .method(expected.text("method", "POST"), HttpRequest.BodyPublishers.ofByteArray(expected.body()));
        expected.texts("headers").forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
