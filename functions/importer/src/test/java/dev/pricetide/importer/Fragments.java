package dev.pricetide.importer;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.EventIds;
import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesMeasured;
import io.cloudevents.CloudEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What ingest sends. */
final class Fragments {

    private Fragments() {}

    /** A series of a group that no other test knows. */
    static Series newSeries() {
        String group = "g-" + UUID.randomUUID();
        return new Series(group + ".p", "Galaxy S21 128GB", "CL", "Claro", group, "Unlocked");
    }

    /** One measure a day. */
    static SeriesMeasured daily(BatchId batch, int fragment, Series series, String firstDay, int days) {
        Instant first = Instant.parse(firstDay + "T00:00:00Z");
        List<Instant> instants = IntStream.range(0, days)
                .mapToObj(day -> first.plusSeconds(86_400L * day))
                .toList();
        List<BigDecimal> prices = IntStream.range(0, days)
                .mapToObj(day -> BigDecimal.valueOf(199_990L + day))
                .toList();
        return new SeriesMeasured(batch, fragment, series, instants, prices);
    }

    static SeriesMeasured of(BatchId batch, int fragment, Series series, String instant, String price) {
        return new SeriesMeasured(
                batch, fragment, series, List.of(Instant.parse(instant)), List.of(new BigDecimal(price)));
    }

    static CloudEvent event(SeriesMeasured fragment) {
        return Events.write(
                fragment,
                EventSource.INGEST,
                EventIds.fragment(fragment.batch(), fragment.series().productId(), fragment.fragment()),
                fragment.batch().ingestTime());
    }
}
