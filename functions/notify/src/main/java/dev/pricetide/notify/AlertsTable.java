package dev.pricetide.notify;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.pricetide.events.AlertRaised.Alert;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The alerts, one at most a series, origin day and rule. The row is claimed by a lightweight transaction that carries the
 * claiming event's id. A claim whose outcome is unknown may therefore simply be made again, by the driver or by the
 * broker's next delivery: if the first did take place, the second is told so, with the event's own id in the row. It is a
 * serial read and the claim in one.
 */
@Singleton
class AlertsTable {

    private static final String CLAIM = """
            INSERT INTO alerts (product_id, origin_year, origin_day, rule, event_id, raised_at, horizon, last_price,
                                expected_price, probability, sentence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS""";
    private static final String SENT =
            "UPDATE alerts SET sent_at = ? WHERE product_id = ? AND origin_year = ? AND origin_day = ? AND rule = ?";

    private final Store store;

    AlertsTable(Store store) {
        this.store = store;
    }

    /** Claims the alert for the event, or tells who has it. */
    Uni<Claim> claim(String eventId, LocalDate originDay, Alert alert) {
        return store.bind(
                        CLAIM,
                        alert.series().productId(),
                        originDay.getYear(),
                        originDay,
                        alert.rule(),
                        eventId,
                        Instant.now(),
                        alert.horizon(),
                        alert.lastPrice(),
                        alert.expectedPrice(),
                        alert.probability(),
                        alert.sentence())
                .flatMap(store::execute)
                .map(result -> result.wasApplied() ? new Claim(eventId, false, alert) : stored(result, alert));
    }

    /** Records that the alert went out. */
    Uni<Void> markSent(LocalDate originDay, Alert alert) {
        return store.bind(SENT, Instant.now(), alert.series().productId(), originDay.getYear(), originDay, alert.rule())
                .flatMap(store::execute)
                .replaceWithVoid();
    }

    private static Claim stored(AsyncResultSet result, Alert alert) {
        Row row = result.one();
        return new Claim(
                row.getString("event_id"),
                !row.isNull("sent_at"),
                new Alert(
                        alert.rule(),
                        alert.series(),
                        row.getInt("horizon"),
                        row.getBigDecimal("last_price"),
                        row.getBigDecimal("expected_price"),
                        row.getFloat("probability"),
                        row.getString("sentence")));
    }
}
