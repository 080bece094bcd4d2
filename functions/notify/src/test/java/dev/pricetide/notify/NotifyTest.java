package dev.pricetide.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.AlertRaised;
import dev.pricetide.events.AlertRaised.Alert;
import dev.pricetide.events.EventIds;
import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.events.PricePredicted;
import dev.pricetide.events.Series;
import dev.pricetide.testing.BinaryCloudEvent;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.cloudevents.CloudEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The function with the rules that it comes with: price-drop and price-rise. */
@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class NotifyTest {

    private static final String EVENT = "0f1e";
    private static final String OTHER_EVENT = "2d3c";

    private final Series series = Forecasts.newSeries();

    @FromPipeline
    CqlSession cassandra;

    @Test
    void aForecastThatMeetsARuleIsAnAlert() {
        // Given
        Series calm = Forecasts.seriesOf(series.productGroupId());
        PricePredicted predicted =
                Forecasts.ofGroup(Forecasts.ORIGIN, Forecasts.ofNoMove(calm), Forecasts.ofADrop(series));

        // When
        CloudEvent answer = post(predicted, EVENT).orElseThrow();

        // Then
        assertThat(answer.getId()).isEqualTo(EventIds.answer(EventSource.NOTIFY, EVENT));
        assertThat(answer.getSubject()).isEqualTo("groups/" + series.productGroupId());
        String sentence = "Galaxy S21 at Claro (Unlocked) may fall from 200000 to 180000 (p10, -10.0 %) in 7 days; "
                + "the chance that it falls is 50 %.";
        Alert alert =
                new Alert("price-drop", series, 7, new BigDecimal("200000"), new BigDecimal("200000"), 0.5f, sentence);
        assertThat(Events.read(answer, AlertRaised.class))
                .isEqualTo(new AlertRaised(
                        series.productGroupId(), Forecasts.ORIGIN, "simple-lstm", "1.0.0", List.of(alert)));
        Row row = alerts(series).get(0);
        assertThat(row.getString("rule")).isEqualTo("price-drop");
        assertThat(row.getString("event_id")).isEqualTo(EVENT);
        assertThat(row.getInt("horizon")).isEqualTo(7);
        assertThat(row.getBigDecimal("last_price")).isEqualTo("200000");
        assertThat(row.getBigDecimal("expected_price")).isEqualTo("200000");
        assertThat(row.getFloat("probability")).isEqualTo(0.5f);
        assertThat(row.getString("sentence")).isEqualTo(sentence);
        assertThat(row.getInstant("raised_at")).isNotNull();
        assertThat(row.getInstant("sent_at")).isNotNull();
        assertThat(alerts(calm)).isEmpty();
    }

    @Test
    void forecastsThatMeetNoRuleAreNotAnswered() {
        // When
        Optional<CloudEvent> answer = post(Forecasts.ofGroup(Forecasts.ORIGIN, Forecasts.ofNoMove(series)), EVENT);

        // Then
        assertThat(answer).isEmpty();
    }

    @Test
    void aRedeliveryIsAnsweredTheSame() {
        // Given
        PricePredicted predicted = Forecasts.ofGroup(Forecasts.ORIGIN, Forecasts.ofADrop(series));
        CloudEvent first = post(predicted, EVENT).orElseThrow();

        // When
        CloudEvent second = post(predicted, EVENT).orElseThrow();

        // Then
        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(second.getData().toBytes()).isEqualTo(first.getData().toBytes());
    }

    @Test
    void aRuleFiresOnceASeriesAndOriginDay() {
        // Given
        PricePredicted predicted = Forecasts.ofGroup(Forecasts.ORIGIN, Forecasts.ofADrop(series));
        post(predicted, EVENT);

        // When
        Optional<CloudEvent> sameDay = post(predicted, OTHER_EVENT);
        Optional<CloudEvent> nextDay =
                post(Forecasts.ofGroup(Forecasts.ORIGIN.plusDays(1), Forecasts.ofADrop(series)), OTHER_EVENT);

        // Then
        assertThat(sameDay).isEmpty();
        assertThat(nextDay).isPresent();
        assertThat(alerts(series)).extracting(row -> row.getString("event_id")).containsExactly(OTHER_EVENT, EVENT);
    }

    @Test
    void anEventIsAnsweredWithItsOwnAlertsOnly() {
        // Given
        Series second = Forecasts.seriesOf(series.productGroupId());
        post(Forecasts.ofGroup(Forecasts.ORIGIN, Forecasts.ofADrop(series)), EVENT);

        // When
        CloudEvent answer = post(
                        Forecasts.ofGroup(Forecasts.ORIGIN, Forecasts.ofADrop(series), Forecasts.ofADrop(second)),
                        OTHER_EVENT)
                .orElseThrow();

        // Then
        assertThat(Events.read(answer, AlertRaised.class).alerts())
                .extracting(Alert::series)
                .containsExactly(second);
    }

    @Test
    void anAlertThatWasClaimedAndNotSentIsSentByTheNextDelivery() {
        // Given
        PricePredicted predicted = Forecasts.ofGroup(Forecasts.ORIGIN, Forecasts.ofADrop(series));
        cassandra.execute("""
                INSERT INTO alerts (product_id, origin_year, origin_day, rule, event_id, horizon, last_price,
                                    expected_price, probability, sentence)
                VALUES (?, 2021, '2021-06-30', 'price-drop', ?, 7, 200000, 200000, 0.5, 'As it was claimed.')""", series.productId(), EVENT);

        // When
        CloudEvent answer = post(predicted, EVENT).orElseThrow();

        // Then
        assertThat(Events.read(answer, AlertRaised.class).alerts())
                .extracting(Alert::sentence)
                .containsExactly("As it was claimed.");
        assertThat(alerts(series).get(0).getInstant("sent_at")).isNotNull();
    }

    @Test
    void deliveriesAtTheSameTimeRaiseTheAlertOnce() throws Exception {
        // Given
        int deliveries = 8;
        PricePredicted predicted = Forecasts.ofGroup(Forecasts.ORIGIN, Forecasts.ofADrop(series));
        CyclicBarrier together = new CyclicBarrier(deliveries);
        ExecutorService broker = Executors.newFixedThreadPool(deliveries);
        try {
            // When
            List<Future<Optional<CloudEvent>>> answers = IntStream.range(0, deliveries)
                    .mapToObj(delivery -> broker.submit(() -> {
                        together.await();
                        return post(predicted, delivery % 2 == 0 ? EVENT : OTHER_EVENT);
                    }))
                    .toList();

            // Then
            String winner = null;
            for (Future<Optional<CloudEvent>> answer : answers) {
                winner = answer.get().map(CloudEvent::getId).orElse(winner);
            }
            assertThat(alerts(series)).hasSize(1);
            String claimedBy = alerts(series).get(0).getString("event_id");
            assertThat(winner).isEqualTo(EventIds.answer(EventSource.NOTIFY, claimedBy));
            for (int delivery = 0; delivery < deliveries; delivery++) {
                String event = delivery % 2 == 0 ? EVENT : OTHER_EVENT;
                assertThat(answers.get(delivery).get().isPresent()).isEqualTo(event.equals(claimedBy));
            }
        } finally {
            broker.shutdownNow();
        }
    }

    private Optional<CloudEvent> post(PricePredicted predicted, String id) {
        Response response = BinaryCloudEvent.post(Forecasts.event(predicted, id));
        Optional<CloudEvent> answer = BinaryCloudEvent.answer(response);
        response.then().statusCode(answer.isPresent() ? 200 : 204);
        return answer;
    }

    private List<Row> alerts(Series series) {
        return cassandra
                .execute("SELECT * FROM alerts WHERE product_id = ? AND origin_year = 2021", series.productId())
                .all();
    }
}
