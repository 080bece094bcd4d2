package dev.pricetide.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PipelineServers.class, scope = TestResourceScope.GLOBAL)
class PipelineServersTest {
    private static final byte[] DATA = "{\"price\":9.99}".getBytes(StandardCharsets.UTF_8);

    @FromPipeline
    CqlSession cassandra;

    @FromPipeline
    EventsTopic topic;

    @Test
    void theFunctionAndTheTestMeetAtTheSameServers() {
        // Given
        var event = CloudEventBuilder.v1()
                .withId("one")
                .withType("dev.pricetide.echo.v1")
                .withSource(URI.create("/pricetide/test"))
                .withSubject("products/3200")
                .withExtension("partitionkey", "3200")
                .withData("application/json", DATA)
                .build();

        // When
        var answer = BinaryCloudEvent.answer(BinaryCloudEvent.post(event)).orElseThrow();

        // Then
        assertThat(answer.getId()).isEqualTo("one/answer");
        assertThat(answer.getSubject()).isEqualTo("products/3200");
        assertThat(answer.getExtension("partitionkey")).isEqualTo("3200");
        assertThat(answer.getData().toBytes()).isEqualTo(DATA);

        var record = topic.await(1, sent -> sent.getId().equals("one")).get(0);
        assertThat(record.key()).isEqualTo("3200");
        CloudEvent written = record.value();
        assertThat(written.getData().toBytes()).isEqualTo(DATA);

        var rows = cassandra.execute("SELECT rows FROM batches").all();
        assertThat(rows).extracting(row -> row.getLong("rows")).containsExactly((long) DATA.length);
    }
}
