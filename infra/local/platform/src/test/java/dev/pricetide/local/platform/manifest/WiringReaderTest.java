package dev.pricetide.local.platform.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WiringReaderTest {
    private static final Path ROOT = Path.of(System.getProperty("pricetide.root"));

    private static final String BROKER = """
            apiVersion: eventing.knative.dev/v1
            kind: Broker
            metadata:
              name: default
              namespace: pricetide
              annotations:
                eventing.knative.dev/broker.class: Kafka
                kafka.eventing.knative.dev/external.topic: events
            """;

    @TempDir
    Path folder;

    @Test
    void readsTheManifestsOfTheCluster() {
        // When
        Wiring wiring = WiringReader.read(ROOT.resolve("knative/base"), ROOT.resolve("brokers"));

        // Then
        Destination deadLetters = new Destination.ToKafkaSink("dead-letters", "pricetide");
        assertThat(wiring.broker())
                .isEqualTo(new BrokerManifest(
                        "default",
                        "pricetide",
                        "pricetide.events",
                        new DeliveryManifest(
                                8,
                                DeliveryManifest.Backoff.EXPONENTIAL,
                                Duration.ofMillis(500),
                                Duration.ofSeconds(60),
                                Optional.of(deadLetters))));
        assertThat(wiring.triggers())
                .extracting(
                        TriggerManifest::name,
                        TriggerManifest::attributes,
                        trigger -> trigger.subscriber().address().toString())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "(\"series-measured\", {\"type\"=\"dev.pricetide.series.measured.v1\"}, \"http://importer.pricetide.svc.cluster.local/\")",
                        "(\"batch-received\", {\"type\"=\"dev.pricetide.batch.received.v1\"}, \"http://importer.pricetide.svc.cluster.local/\")",
                        "(\"series-updated\", {\"type\"=\"dev.pricetide.series.updated.v1\"}, \"http://predict.pricetide.svc.cluster.local/\")",
                        "(\"price-predicted\", {\"type\"=\"dev.pricetide.price.predicted.v1\"}, \"http://notify.pricetide.svc.cluster.local/\")",
                        "(\"event-rejected\", {\"type\"=\"dev.pricetide.event.rejected.v1\"}, \"http://kafka-sink-ingress.knative-eventing.svc.cluster.local/pricetide/dead-letters\")");
        assertThat(wiring.triggers())
                .allSatisfy(trigger ->
                        assertThat(trigger.delivery()).isEqualTo(wiring.broker().delivery()));
        assertThat(wiring.services())
                .extracting(ServiceManifest::name)
                .containsExactlyInAnyOrder("ingest", "importer", "predict", "notify", "query");
        assertThat(wiring.services()).allSatisfy(service -> {
            assertThat(service.containerConcurrency()).isEqualTo(100);
            assertThat(service.readinessPath()).isEqualTo("/q/health/ready");
            assertThat(service.scaling())
                    .isEqualTo(new ScalingManifest(50, 0.7, Duration.ofSeconds(30), 0.1, 2, 0, 20, Duration.ZERO));
            assertThat(ROOT.resolve("functions").resolve(service.name())).isDirectory();
        });
        assertThat(wiring.services().stream()
                        .filter(service -> !service.clusterLocal())
                        .map(ServiceManifest::name))
                .containsExactlyInAnyOrder("ingest", "query");
        assertThat(wiring.topics())
                .containsExactlyInAnyOrder(
                        new TopicManifest("pricetide.events", 12, Map.of("retention.ms", "604800000")),
                        new TopicManifest(
                                "pricetide.dead-letters",
                                3,
                                Map.of("retention.ms", "2592000000", "max.message.bytes", "2097152")));
        assertThat(wiring.sink((Destination.ToKafkaSink) deadLetters).topic()).isEqualTo("pricetide.dead-letters");
    }

    @Test
    void namesWhatItDoesNotSupportOnceForAllThatHaveIt() {
        // When
        List<String> remarks = WiringReader.read(ROOT.resolve("knative/base"), ROOT.resolve("brokers"))
                .remarks();

        // Then
        assertThat(remarks)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Not supported on one machine: spec.template.spec.containers[0].resources (")
                .contains("importer", "ingest", "notify", "predict", "query");
    }

    @Test
    void namesAnAnnotationAFieldAndAKindThatItDoesNotKnow() throws IOException {
        // Given
        Files.writeString(folder.resolve("a.yaml"), BROKER + """
                spec:
                  colour: blue
                ---
                apiVersion: eventing.knative.dev/v1
                kind: Trigger
                metadata:
                  name: t
                  namespace: pricetide
                  annotations:
                    kafka.eventing.knative.dev/delivery.order: ordered
                spec:
                  broker: default
                  subscriber:
                    uri: http://example.com/x
                ---
                apiVersion: eventing.knative.dev/v1
                kind: EventType
                metadata:
                  name: e
                """);

        // When
        List<String> remarks = WiringReader.read(folder).remarks();

        // Then
        assertThat(remarks)
                .hasSize(3)
                .anySatisfy(remark -> assertThat(remark).contains("spec.colour", "Broker default"))
                .anySatisfy(remark -> assertThat(remark).contains("delivery.order", "Trigger t"))
                .anySatisfy(remark -> assertThat(remark).contains("kind EventType"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    delivery: {retry: often}                        | spec.delivery.retry must be a whole number of at least 0, not 'often'
                    delivery: {retry: -1}                           | spec.delivery.retry must be a whole number of at least 0, not '-1'
                    delivery: {backoffPolicy: random}               | spec.delivery.backoffPolicy must be linear or exponential, not 'random'
                    delivery: {backoffDelay: 5s}                    | spec.delivery.backoffDelay must be an ISO 8601 duration such as PT0.5S, not '5s'
                    delivery: {deadLetterSink: {}}                  | spec.delivery.deadLetterSink must be a ref to a Service or a KafkaSink, or a uri
                    delivery: {deadLetterSink: {uri: /here}}        | spec.delivery.deadLetterSink.uri must be an absolute URI, not '/here'
                    delivery: [1]                                   | spec.delivery must be a mapping
                    """)
    void saysWhereAManifestIsWrongAndWhatWouldBeRight(String spec, String message) throws IOException {
        // Given
        Files.writeString(folder.resolve("broker.yaml"), BROKER + "spec: {" + spec + "}\n");

        // When, Then
        assertThatThrownBy(() -> WiringReader.read(folder))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("broker.yaml: Broker default: " + message);
    }

    @Test
    void refusesATriggerWhoseFilterItDoesNotUnderstand() throws IOException {
        // Given
        Files.writeString(folder.resolve("a.yaml"), BROKER + """
                ---
                apiVersion: eventing.knative.dev/v1
                kind: Trigger
                metadata: {name: t, namespace: pricetide}
                spec:
                  broker: default
                  filters: [{prefix: {type: dev}}]
                  subscriber: {uri: "http://example.com/"}
                """);

        // When, Then
        assertThatThrownBy(() -> WiringReader.read(folder))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("Trigger t: spec.filters must be written as filter.attributes");
    }

    @ParameterizedTest
    @CsvSource({"30s,PT30S", "1m30s,PT1M30S", "500ms,PT0.5S", "1h,PT1H", "0,PT0S", "2m,PT2M"})
    void readsDurationsAsKnativeWritesThem(String text, Duration expected) {
        assertThat(KnativeDuration.parse(text)).isEqualTo(expected);
    }
}
