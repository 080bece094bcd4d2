package dev.pricetide.ingest.batch;

import dev.pricetide.events.Series;
import dev.pricetide.ingest.csv.Excerpt;
import dev.pricetide.ingest.csv.RowReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One row of a CSV of prices, each of its values valid by itself.
 *
 * @param line the line on which it starts
 * @param series as this row spells it
 */
record MeasuredRow(long line, Series series, Instant instant, BigDecimal price) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAX_CHARACTERS = 256;

    /** Reads the columns out of a row that has no fault. */
    static MeasuredRow read(RowReader row, Header header, Timestamp timestamps) throws RowRefusedException {
        Series series = new Series(
                id(row, header, Column.PRODUCT_ID),
                text(row, header, Column.PRODUCT),
                text(row, header, Column.COUNTRY),
                text(row, header, Column.COMPANY),
                id(row, header, Column.PRODUCT_GROUP_ID),
                text(row, header, Column.OFFER_TYPE));
        return new MeasuredRow(
                row.line(),
                series,
                timestamps.parse(header.value(row, Column.TIMESTAMP)),
                Price.parse(header.value(row, Column.PRICE)));
    }

    private static String id(RowReader row, Header header, Column column) throws RowRefusedException {
        String value = header.value(row, column);
        if (!ID.matcher(value).matches()) {
            throw new RowRefusedException(
                    column,
                    column.title() + " is " + Excerpt.quoted(value)
                            + "; it must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }
        return value;
    }

    private static String text(RowReader row, Header header, Column column) throws RowRefusedException {
        String value = header.value(row, column);
        if (value.isEmpty() || value.length() > MAX_CHARACTERS) {
            throw new RowRefusedException(
                    column, column.title() + " has " + value.length() + " characters; it must have 1 to 256");
        }
        return value;
    }
}
