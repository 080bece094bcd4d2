package dev.pricetide.importer;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.BatchId;
import dev.pricetide.events.BatchReceived;
import dev.pricetide.events.BatchReceived.RejectedRow;
import dev.pricetide.events.BatchReceived.Totals;
import dev.pricetide.events.EventIds;
import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.testing.BinaryCloudEvent;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of a batch as a whole: its totals, and the rows that ingest refused. */
@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class BatchReceivedTest {

    private final BatchId batch = BatchId.at(Instant.parse("2021-06-30T12:00:00Z"));

    @FromPipeline
    CqlSession cassandra;

    @Test
    void aBatchHasItsRefusedRowsPartByPartAndItsTotalsWithTheLast() {
        // Given
        RejectedRow first = new RejectedRow(12, "price", "price is \"-1\"; it must be greater than 0", "1,2021,-1");
        RejectedRow second = new RejectedRow(12, "", "the row has 3 columns; it must have 9", "a,b,c");
        Totals totals = new Totals(4_610, 12, 9, 2);

        // When
        Response last = post(new BatchReceived(batch, 1, Optional.of(totals), List.of(second)));
        Response repeated = post(new BatchReceived(batch, 1, Optional.of(totals), List.of(second)));
        Response early = post(new BatchReceived(batch, 0, Optional.empty(), List.of(first)));

        // Then
        assertThat(List.of(last.statusCode(), repeated.statusCode(), early.statusCode()))
                .containsOnly(204);
        assertThat(rejectedRows(0)).containsExactly("12|price|price is \"-1\"; it must be greater than 0|1,2021,-1");
        assertThat(rejectedRows(1)).containsExactly("12||the row has 3 columns; it must have 9|a,b,c");
        Row row = cassandra
                .execute("SELECT * FROM batches WHERE batch_id = ?", batch.uuid())
                .one();
        assertThat(row.getLong("rows")).isEqualTo(4_610);
        assertThat(row.getInt("fragments")).isEqualTo(12);
        assertThat(row.getInt("series")).isEqualTo(9);
        assertThat(row.getLong("rejected")).isEqualTo(2);
    }

    @Test
    void aBatchWithoutItsLastPartHasNoTotals() {
        // Given
        List<RejectedRow> many = IntStream.rangeClosed(2, 251)
                .mapToObj(line -> new RejectedRow(line, "price", "missing", "x".repeat(1_024)))
                .toList();

        // When
        Response answer = post(new BatchReceived(batch, 0, Optional.empty(), many));

        // Then
        answer.then().statusCode(204);
        assertThat(rejectedRows(0)).hasSize(250);
        assertThat(cassandra.execute("SELECT * FROM batches WHERE batch_id = ?", batch.uuid()))
                .isEmpty();
    }

    private static Response post(BatchReceived part) {
        return BinaryCloudEvent.post(Events.write(
                part,
                EventSource.INGEST,
                EventIds.part(part.batch(), part.part()),
                part.batch().ingestTime()));
    }

    private List<String> rejectedRows(int part) {
        return cassandra
                .execute("SELECT * FROM batch_rejected_rows WHERE batch_id = ? AND part = ?", batch.uuid(), part)
                .map(row -> row.getLong("line") + "|" + row.getString("column_name") + "|" + row.getString("reason")
                        + "|" + row.getString("row_text"))
                .all();
    }
}
