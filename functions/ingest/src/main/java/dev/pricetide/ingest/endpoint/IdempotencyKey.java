package dev.pricetide.ingest.endpoint;

import dev.pricetide.events.BatchId;
import dev.pricetide.ingest.csv.Excerpt;
import jakarta.ws.rs.BadRequestException;
import java.time.Duration;
import java.time.Instant;

/** The header {@code Idempotency-Key}: the batch id, chosen by the client. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";
    static final Duration MAX_AGE = Duration.ofHours(24);
    static final Duration MAX_AHEAD = Duration.ofSeconds(5);

    private IdempotencyKey() {}

    /**
     * The batch id that the header's value is, or a new one where the client sent none.
     *
     * @param value null where there is no such header
     * @throws BadRequestException if the value is no UUIDv7, too old or too far ahead
     */
    static BatchId read(String value, Instant now) {
        if (value == null) {
            return BatchId.at(now);
        }
        BatchId batch = parse(value.strip());
        if (batch.ingestTime().isBefore(now.minus(MAX_AGE))) {
            throw refused(
                    value,
                    "was made at " + batch.ingestTime()
                            + ", more than 24 hours ago; send the batch under a new UUIDv7");
        }
        if (batch.ingestTime().isAfter(now.plus(MAX_AHEAD))) {
            throw refused(
                    value,
                    "was made at " + batch.ingestTime() + ", more than 5 seconds ahead of this server's " + now
                            + "; set the clock of one of them right");
        }
        return batch;
    }

    private static BatchId parse(String value) {
        try {
            return BatchId.parse(value);
        } catch (IllegalArgumentException e) {
            throw refused(value, "is not a UUIDv7 such as 01890a5d-ac96-774b-bcce-b302099a8057");
        }
    }

    private static BadRequestException refused(String value, String reason) {
        return new BadRequestException(HEADER + " " + Excerpt.quoted(value) + " " + reason + ".");
    }
}
