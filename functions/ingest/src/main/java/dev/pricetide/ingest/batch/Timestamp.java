package dev.pricetide.ingest.batch;

import dev.pricetide.ingest.csv.Excerpt;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** The column {@code timestamp}: a date or a date and time, UTC where it has no offset. */
final class Timestamp {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** A measure from further ahead would hold its product group's forecasts fast at that day. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private static final int DATE_LENGTH = 10;
    private static final int MAX_CHARACTERS = 40;

    /** ISO 8601, and pandas' space in the place of the T. */
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private final Instant latest;

    /** @param ingestTime of the batch; timestamps may be at most 24 h after it */
    Timestamp(Instant ingestTime) {
        latest = ingestTime.plus(AHEAD);
    }

    /** Reads a timestamp, to the millisecond; what is finer is cut off. */
    Instant parse(String text) throws RowRefusedException {
        Instant instant = instant(text);
        if (instant.isBefore(EARLIEST)) {
            throw refused(text, "it must not be before 2000-01-01");
        }
        if (instant.isAfter(latest)) {
            throw refused(text, "it must not be more than 24 hours after the batch was sent");
        }
        return instant;
    }

    private static Instant instant(String text) throws RowRefusedException {
        try {
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            if (text.length() < MAX_CHARACTERS) {
                TemporalAccessor parsed = DATE_TIME.parse(text);
                return Instant.from(parsed).truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException e) {
            // Said below, in our words.
        }
        throw refused(text, "it must be a date such as 2021-03-01, or a date and time such as 2021-03-01T09:30:00Z");
    }

    private static RowRefusedException refused(String text, String rule) {
        return new RowRefusedException(Column.TIMESTAMP, "timestamp is " + Excerpt.quoted(text) + "; " + rule);
    }
}
