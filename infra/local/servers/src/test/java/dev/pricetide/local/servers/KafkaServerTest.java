package dev.pricetide.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {
    private static final TopicPartition TOPIC = new TopicPartition("prices", 0);

    @TempDir
    Path folder;

    @Test
    void aSecondStartFindsTopicsAndRecordsAgainAndTheClassArchiveOfTheFirst() throws Exception {
        // Given
        var settings = ServerSettings.in(folder).withClassArchive(true);
        try (var first = KafkaServer.start(settings)) {
            write(first, "4,99");
        }

        // When
        try (var second = KafkaServer.start(settings);
                var archives = Files.list(folder.resolve("cache"))) {
            // Then
            assertThat(second.bootstrapServers()).startsWith("127.0.0.1:");
            assertThat(read(second)).containsExactly("4,99");
            assertThat(archives.map(archive -> "-XX:SharedArchiveFile=" + archive))
                    .singleElement()
                    .satisfies(option -> assertThat(arguments(second)).contains(option));
        }
    }

    private static String arguments(KafkaServer kafka) throws IOException {
        var pid = String.valueOf(kafka.process().pid());
        var ps = new ProcessBuilder("ps", "-ww", "-o", "args=", "-p", pid).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void write(KafkaServer kafka, String value) throws Exception {
        Map<String, Object> configuration = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var admin = Admin.create(configuration);
                var producer = new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC.topic(), 1, (short) 1)))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>(TOPIC.topic(), value)).get();
        }
    }

    private static List<String> read(KafkaServer kafka) {
        Map<String, Object> configuration = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(TOPIC));
            consumer.seekToBeginning(List.of(TOPIC));
            return consumer.poll(Duration.ofSeconds(30)).records(TOPIC).stream()
                    .map(record -> record.value())
                    .toList();
        }
    }
}
