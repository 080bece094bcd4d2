package dev.pricetide.notify;

import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.events.PricePredicted;
import dev.pricetide.events.PricePredicted.Forecast;
import dev.pricetide.events.Series;
import io.cloudevents.CloudEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** What predict sends. */
final class Forecasts {

    static final LocalDate ORIGIN = LocalDate.parse("2021-06-30");

    private Forecasts() {}

    /** A series of a group that no other test knows. */
    static Series newSeries() {
        return seriesOf("g-" + UUID.randomUUID());
    }

    static Series seriesOf(String group) {
        return new Series(group + "." + UUID.randomUUID().hashCode(), "Galaxy S21", "CL", "Claro", group, "Unlocked");
    }

    /** The same on each of the 14 days. */
    static Forecast flat(
            Series series,
            String last,
            float p10,
            float p50,
            float p90,
            float changeProbability,
            float downProbability) {
        return new Forecast(
                series,
                ORIGIN,
                new BigDecimal(last),
                days(p10),
                days(p50),
                days(p90),
                days(changeProbability),
                days(downProbability));
    }

    /** A forecast that the function's own rule price-drop is met by. */
    static Forecast ofADrop(Series series) {
        return flat(series, "200000", 180_000f, 200_000f, 200_000f, 0.6f, 0.5f);
    }

    /** A forecast that no rule is met by. */
    static Forecast ofNoMove(Series series) {
        return flat(series, "200000", 199_000f, 200_000f, 200_000f, 0.1f, 0.1f);
    }

    static PricePredicted ofGroup(LocalDate origin, Forecast... forecasts) {
        return new PricePredicted(
                forecasts[0].series().productGroupId(), origin, "simple-lstm", "1.0.0", List.of(forecasts), List.of());
    }

    static CloudEvent event(PricePredicted predicted, String id) {
        return Events.write(predicted, EventSource.PREDICT, id, Instant.parse("2021-07-01T00:00:01Z"));
    }

    private static List<Float> days(float value) {
        return Collections.nCopies(PricePredicted.HORIZON, value);
    }
}
