package dev.pricetide.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a batch that were refused; the last part, sent after the batch's last fragment, has the batch's totals.
 *
 * @param batch the POST
 * @param part its number, from 0
 * @param totals present in the last part only; a batch whose stream broke off never has them
 * @param rejected the refused rows, in the order of the file
 */
public record BatchReceived(
        BatchId batch,
        int part,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Totals> totals,
        List<RejectedRow> rejected)
        implements EventData {

    /** @throws IllegalArgumentException naming the first member that breaks the schema */
    public BatchReceived {
        Checks.present("batch", batch);
        Checks.number("part", part, 0, Integer.MAX_VALUE);
        totals = totals == null ? Optional.empty() : totals;
        rejected = Checks.list("rejected", rejected);
    }

    /**
     * What a whole batch consisted of.
     *
     * @param rows data rows of the file, refused ones included
     * @param fragments number of {@code series.measured} events
     * @param series number of distinct series in them
     * @param rejected refused rows
     */
    public record Totals(long rows, int fragments, int series, long rejected) {

        /** @throws IllegalArgumentException if a count is negative */
        public Totals {
            Checks.require(rows >= 0 && fragments >= 0 && series >= 0 && rejected >= 0, "totals has a count below 0");
        }
    }

    /**
     * A row that was refused.
     *
     * @param line line of the file on which the row starts, 1 is the first
     * @param column name of the column at fault, empty where the whole row is
     * @param reason what is wrong and what would be right
     * @param text the row itself, cut at 1 KiB
     */
    public record RejectedRow(long line, String column, String reason, String text) {

        /** @throws IllegalArgumentException naming the member that is missing or wrong */
        public RejectedRow {
            Checks.require(line >= 1, "rejected.line is " + line + "; it must be at least 1");
            Checks.present("rejected.column", column);
            Checks.present("rejected.reason", reason);
            Checks.present("rejected.text", text);
        }
    }

    @Override
    public String subject() {
        return "batches/" + batch;
    }
}
