package dev.pricetide.ingest.batch;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.BatchReceived;
import dev.pricetide.events.BatchReceived.RejectedRow;
import dev.pricetide.events.BatchReceived.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gathers a batch's refused rows into parts, so that even a batch of nothing else takes little memory. */
final class Refusals {

    /** Bytes of JSON after which a part goes out. */
    private static final int PART_BYTES = 256 * 1024;

    private static final String ROW_MEMBERS =
            "{\"line\":9223372036854775807,\"column\":\"\",\"reason\":\"\",\"text\":\"\"},";

    private final BatchId batch;
    private final Consumer<BatchReceived> parts;
    private List<RejectedRow> rows = new ArrayList<>();
    private int bytes;
    private int part;
    private long count;

    /** @param parts is given each part as it is full */
    Refusals(BatchId batch, Consumer<BatchReceived> parts) {
        this.batch = batch;
        this.parts = parts;
    }

    /** Takes a refused row. */
    void add(RejectedRow row) {
        int size = size(row);
        if (bytes + size > PART_BYTES) {
            send(Optional.empty());
        }
        rows.add(row);
        bytes += size;
        count++;
    }

    /** Sends what is left, with the totals: the batch's last part. */
    void finish(Totals totals) {
        send(Optional.of(totals));
    }

    /** The rows refused so far. */
    long count() {
        return count;
    }

    private void send(Optional<Totals> totals) {
        parts.accept(new BatchReceived(batch, part++, totals, rows));
        rows = new ArrayList<>();
        bytes = 0;
    }

    private static int size(RejectedRow row) {
        return ROW_MEMBERS.length() + size(row.column()) + size(row.reason()) + size(row.text());
    }

    /** The bytes of a text in JSON, at most. */
    private static int size(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ') {
                size += 6;
            } else if (character == '"' || character == '\\') {
                size += 2;
            } else {
                size += character < 0x80 ? 1 : 3;
            }
        }
        return size;
    }
}
