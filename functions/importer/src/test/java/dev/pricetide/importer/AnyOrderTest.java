package dev.pricetide.importer;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.BatchId;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesMeasured;
import dev.pricetide.testing.BinaryCloudEvent;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two batches over the same few instants, their fragments in any order, some twice, some torn before they were whole: the
 * end is always what the rows say in the order of batches, fragments and rows.
 */
@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class AnyOrderTest {

    private static final int FRAGMENTS_A_BATCH = 4;
    private static final int INSTANTS = 12;
    private static final Instant NEW_YEAR = Instant.parse("2021-01-01T00:00:00Z");

    @FromPipeline
    CqlSession cassandra;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theOutcomeIsThatOfTheRowsInOrder(long seed) {
        // Given
        Random random = new Random(seed);
        Series series = Fragments.newSeries();
        List<SeriesMeasured> inOrder = fragments(series, random);

        // When
        deliveries(inOrder, random)
                .forEach(fragment ->
                        BinaryCloudEvent.post(Fragments.event(fragment)).then().statusCode(200));

        // Then
        Tables tables = new Tables(cassandra);
        assertThat(tables.prices(series, 2020, 2021)).isEqualTo(outcome(inOrder));
        Row row = tables.catalogue(series);
        SeriesMeasured last = inOrder.get(inOrder.size() - 1);
        assertThat(row.getString("company")).isEqualTo(last.series().company());
        assertThat(row.getSet("words", String.class)).isEqualTo(last.series().productWords());
        assertThat(row.getInstant("first_instant"))
                .isEqualTo(Collections.min(outcome(inOrder).keySet()));
        assertThat(row.getInstant("last_instant"))
                .isEqualTo(Collections.max(outcome(inOrder).keySet()));
        for (BatchId batch : Set.of(inOrder.get(0).batch(), last.batch())) {
            assertThat(tables.progress(batch, series.productId()))
                    .containsExactlyElementsOf(inOrder.stream()
                            .filter(fragment -> fragment.batch().equals(batch))
                            .map(fragment -> fragment.fragment() + " stored "
                                    + fragment.instants().size())
                            .toList());
        }
    }

    /** The fragments of two batches, the second a millisecond after the first; around the turn of a year. */
    private static List<SeriesMeasured> fragments(Series series, Random random) {
        List<SeriesMeasured> fragments = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            BatchId batch = BatchId.at(NEW_YEAR.plusMillis(number));
            for (int fragment = 0; fragment < FRAGMENTS_A_BATCH; fragment++) {
                int rows = 1 + random.nextInt(8);
                fragments.add(new SeriesMeasured(
                        batch,
                        fragment,
                        spelt(series, "Claro " + number + fragment),
                        random.ints(rows, -INSTANTS / 2, INSTANTS / 2)
                                .mapToObj(hours -> NEW_YEAR.plusSeconds(3_600L * hours))
                                .toList(),
                        random.ints(rows, 1, 1_000)
                                .mapToObj(BigDecimal::valueOf)
                                .toList()));
            }
        }
        return fragments;
    }

    private static Series spelt(Series series, String company) {
        return new Series(
                series.productId(),
                "Galaxy " + company,
                series.country(),
                company,
                series.productGroupId(),
                series.offerType());
    }

    /** Each fragment once or twice, or first torn and then whole, shuffled. */
    private static List<SeriesMeasured> deliveries(List<SeriesMeasured> fragments, Random random) {
        List<SeriesMeasured> deliveries = new ArrayList<>();
        for (SeriesMeasured fragment : fragments) {
            deliveries.add(fragment);
            if (random.nextBoolean()) {
                deliveries.add(fragment);
            }
        }
        Collections.shuffle(deliveries, random);
        Set<SeriesMeasured> seen = new HashSet<>();
        for (int i = 0; i < deliveries.size(); i++) {
            SeriesMeasured fragment = deliveries.get(i);
            if (seen.add(fragment) && deliveries.lastIndexOf(fragment) > i) {
                deliveries.set(i, torn(fragment, random));
            }
        }
        return deliveries;
    }

    /** As much as a process wrote that was killed amid it: some of the instants, with all of their rows. */
    private static SeriesMeasured torn(SeriesMeasured fragment, Random random) {
        Instant kept =
                fragment.instants().get(random.nextInt(fragment.instants().size()));
        List<Integer> rows = IntStream.range(0, fragment.instants().size())
                .filter(row -> fragment.instants().get(row).equals(kept))
                .boxed()
                .toList();
        return new SeriesMeasured(
                fragment.batch(),
                fragment.fragment(),
                fragment.series(),
                rows.stream().map(fragment.instants()::get).toList(),
                rows.stream().map(fragment.prices()::get).toList());
    }

    private static Map<Instant, BigDecimal> outcome(List<SeriesMeasured> inOrder) {
        Map<Instant, BigDecimal> prices = new TreeMap<>();
        for (SeriesMeasured fragment : inOrder) {
            for (int row = 0; row < fragment.instants().size(); row++) {
                prices.put(fragment.instants().get(row), fragment.prices().get(row));
            }
        }
        return prices;
    }
}
