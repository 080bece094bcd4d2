package dev.pricetide.query.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.pricetide.events.BatchId;
import dev.pricetide.query.GraphQl;
import dev.pricetide.query.StoredRows;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class BatchApiTest {

    private static final String BATCH = """
            query($id: String!) { batch(id: $id) {
              id ingestTime state rows stored rejected fragments series forecast tooShort rejectedSeries } }""";

    @FromPipeline
    CqlSession cassandra;

    private final BatchId id = BatchId.at(Instant.parse("2026-01-02T03:04:05.678Z"));
    private StoredRows stored;

    @BeforeEach
    void stored() {
        stored = new StoredRows(cassandra);
    }

    /**
     * Totals as rows/fragments/series/rejected; fragments as product:rows:import state:forecast state; the outcome as
     * stored/rejected, then forecast/too short/rejected series.
     */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -        | -                                                       | UNKNOWN    | 0/0  | 0/0/0
            -        | a:5:stored:-                                            | INCOMPLETE | 5/0  | 0/0/0
            -        | a:5:stored:forecast                                     | INCOMPLETE | 5/0  | 1/0/0
            9/1/1/4  | -                                                       | PROCESSING | 0/4  | 0/0/0
            9/1/1/4  | a:5:stored:-                                            | PROCESSING | 5/4  | 0/0/0
            9/1/1/4  | a:5:-:-                                                 | PROCESSING | 0/4  | 0/0/0
            9/1/1/4  | a:5:stored:forecast                                     | DONE       | 5/4  | 1/0/0
            9/1/1/4  | a:5:stored:too-short                                    | DONE       | 5/4  | 0/1/0
            9/1/1/4  | a:5:stored:rejected                                     | DONE       | 5/4  | 0/0/1
            9/1/1/4  | a:5:rejected:-                                          | DONE       | 0/9  | 0/0/1
            9/1/1/4  | a:-:rejected:-                                          | DONE       | 0/9  | 0/0/1
            9/2/2/1  | a:-:rejected:-                                          | PROCESSING | 0/1  | 0/0/1
            9/2/2/1  | a:-:rejected:- b:5:-:-                                  | PROCESSING | 0/1  | 0/0/1
            9/2/2/1  | a:-:rejected:- b:5:stored:-                             | PROCESSING | 5/4  | 0/0/1
            9/2/2/1  | a:-:rejected:- b:5:stored:forecast                      | DONE       | 5/4  | 1/0/1
            9/1/1/0  | a:5:stored:forecast                                     | PROCESSING | 5/0  | 1/0/0
            9/2/1/0  | a:5:stored:forecast a:4:stored:-                        | PROCESSING | 9/0  | 0/0/0
            9/2/1/0  | a:5:stored:too-short a:4:stored:forecast                | DONE       | 9/0  | 1/0/0
            9/2/1/0  | a:5:rejected:- a:4:stored:forecast                      | DONE       | 4/5  | 1/0/0
            9/2/1/0  | a:5:rejected:- a:4:stored:-                             | PROCESSING | 4/5  | 0/0/0
            9/2/2/0  | a:5:stored:forecast b:4:stored:too-short                | DONE       | 9/0  | 1/1/0
            9/2/2/0  | a:5:stored:forecast                                     | PROCESSING | 5/0  | 1/0/0
            9/3/3/0  | a:3:stored:forecast b:3:stored:forecast c:3:rejected:-  | DONE       | 6/3  | 2/0/1
            4/0/0/4  | -                                                       | DONE       | 0/4  | 0/0/0
            0/0/0/0  | -                                                       | DONE       | 0/0  | 0/0/0
            """)
    void countsWhatBecameOfEachRowAndSeries(
            String totals, String fragments, String state, String rows, String outcomes) {
        // Given
        if (totals != null) {
            List<Integer> of = numbers(totals);
            stored.totals(id, of.get(0), of.get(1), of.get(2), of.get(3));
        }
        Map<String, Integer> next = new HashMap<>();
        for (String fragment : fragments == null ? new String[0] : fragments.split(" ")) {
            String[] parts = fragment.split(":");
            stored.fragment(
                    id,
                    parts[0],
                    next.merge(parts[0], 1, Integer::sum) - 1,
                    parts[1].equals("-") ? null : Integer.valueOf(parts[1]),
                    parts[2].equals("-") ? null : parts[2],
                    parts[3].equals("-") ? null : parts[3]);
        }

        // When
        JsonPath answer = GraphQl.data(BATCH, Map.of("id", id.toString()));

        // Then
        answer.setRootPath("data.batch");
        assertThat(answer.getString("state")).isEqualTo(state);
        assertThat(answer.getInt("stored") + "/" + answer.getInt("rejected")).isEqualTo(rows);
        assertThat("%d/%d/%d"
                        .formatted(
                                answer.getInt("forecast"), answer.getInt("tooShort"), answer.getInt("rejectedSeries")))
                .isEqualTo(outcomes);
        assertThat(answer.<Object>get("rows") == null).isEqualTo(totals == null);
        if (totals != null) {
            assertThat(List.of(answer.getInt("rows"), answer.getInt("fragments"), answer.getInt("series")))
                    .isEqualTo(numbers(totals).subList(0, 3));
        }
        assertThat(answer.getString("id")).isEqualTo(id.toString());
        assertThat(answer.getString("ingestTime")).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @Test
    void aBatchOfWhichOnlyRefusedRowsHaveArrivedIsNotUnknown() {
        // Given
        stored.rejectedRow(id, 0, 2);

        // When
        JsonPath answer = GraphQl.data(BATCH, Map.of("id", id.toString()));

        // Then
        assertThat(answer.getString("batch.state")).isEqualTo("INCOMPLETE");
    }

    @ParameterizedTest(name = "pages of {0}")
    @ValueSource(ints = {1, 2, 3, 7, 10, 11, 100})
    void refusedRowsComeInTheOrderOfTheFileOnPagesOfAnySize(int size) {
        // Given: ten rows in parts of 3, 3, 3 and 1
        for (long line = 2; line <= 11; line++) {
            stored.rejectedRow(id, (int) (line - 2) / 3, line);
        }

        // When
        List<Long> lines = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>(Map.of("id", id.toString(), "first", size));
        do {
            JsonPath answer = GraphQl.data("""
                    query($id: String!, $first: Int, $after: String) {
                      batch(id: $id) { rejectedRows(first: $first, after: $after) {
                        items { line column reason text } endCursor } } }""", variables);
            answer.setRootPath("data.batch.rejectedRows");
            lines.addAll(answer.getList("items.line", Long.class));
            assertThat(answer.getList("items")).hasSizeBetween(1, size);
            assertThat(answer.getMap("items[0]"))
                    .containsEntry("column", "price")
                    .containsEntry("text", "3200,-1");
            variables.put("after", answer.getString("endCursor"));
        } while (variables.get("after") != null);

        // Then
        assertThat(lines)
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 11).boxed().toList());
    }

    private static List<Integer> numbers(String text) {
        return List.of(text.split("/")).stream().map(Integer::valueOf).toList();
    }
}
