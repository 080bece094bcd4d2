package dev.pricetide.ingest.csv;

import static dev.pricetide.ingest.csv.ByteWindow.END;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads CSV (RFC 4180; UTF-8, commas, lines that end in LF, CRLF or CR) row by row. Blank lines are skipped, a byte order
 * mark too. The rows are a pure function of the bytes, however they arrive.
 *
 * <pre>
 *   row start ──▶ field ──,──▶ field ── ... ──line break or end──▶ a row
 *                   │
 *                   └─ fault ─┬─ on the row's first line ──▶ that line is a faulty row
 *                             └─ on a later line ──▶ the first line is a faulty row, and reading
 *                                                    goes back to the second
 * </pre>
 *
 * Going back is what makes a quote that nobody closed cost one row instead of all up to the next quote.
 */
public final class RowReader {

    /** A row, its line break aside, has at most so many bytes. */
    public static final int MAX_ROW_BYTES = 64 * 1024;

    /** A row has at most so many fields; this also bounds how often going back reads a byte again. */
    public static final int MAX_FIELDS = 256;

    private static final String TOO_LONG = "the row is longer than 64 KiB";
    private static final int LIMIT = -2;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ByteWindow window;
    private final int[] starts = new int[MAX_FIELDS];
    private final int[] ends = new int[MAX_FIELDS];
    private final boolean[] escaped = new boolean[MAX_FIELDS];

    private int leastFields = 1;
    private int mostFields = MAX_FIELDS;

    private long line;
    private long nextLine = 1;
    private int rowBytes;
    private int contentBytes;
    private int fields;
    private boolean quoted;
    private int breaks;
    private int seenBits;
    private RowFault fault;
    private String faultyText;

    /** @param in the CSV; it is read in large pieces and not closed */
    public RowReader(InputStream in) throws IOException {
        window = new ByteWindow(in, MAX_ROW_BYTES + BYTE_ORDER_MARK.length);
        int marked = 0;
        while (marked < BYTE_ORDER_MARK.length && window.at(marked) == (BYTE_ORDER_MARK[marked] & 0xFF)) {
            marked++;
        }
        window.advance(marked == BYTE_ORDER_MARK.length ? marked : 0);
    }

    /** From the next row on, a row with another number of fields is faulty. */
    public void expectFields(int count) {
        leastFields = count;
        mostFields = count;
    }

    /**
     * Goes to the next row that is not blank.
     *
     * @return false at the end of the stream
     */
    public boolean next() throws IOException {
        do {
            window.advance(rowBytes);
            rowBytes = 0;
            line = nextLine;
            if (window.at(0) == END) {
                return false;
            }
            readRow();
        } while (isBlank());
        return true;
    }

    /** The line on which the row starts; 1 is the first. */
    public long line() {
        return line;
    }

    /** Why the row has no fields to read. */
    public Optional<RowFault> fault() {
        return Optional.ofNullable(fault);
    }

    /** The number of the row's fields. */
    public int fields() {
        return fields;
    }

    /** A field's text without its quotes; only where the row has no {@link #fault}. */
    public String field(int index) {
        String text =
                window.read(starts[index], ends[index], (b, from, n) -> new String(b, from, n, StandardCharsets.UTF_8));
        return escaped[index] ? text.replace("\"\"", "\"") : text;
    }

    /** The row as it was sent, cut at {@value Excerpt#MAX_BYTES} bytes of UTF-8. */
    public String text() {
        return fault == null ? window.read(0, contentBytes, Excerpt::of) : faultyText;
    }

    private void readRow() throws IOException {
        fields = 0;
        quoted = false;
        breaks = 0;
        seenBits = 0;
        fault = null;
        int at = readField(0);
        while (fault == null && peek(at) == ',') {
            if (fields == mostFields) {
                refuse(RowFault.WHOLE_ROW, "the row has more than " + mostFields + " fields; " + expectation());
            } else {
                at = readField(at + 1);
            }
        }
        if (fault == null) {
            checkRow();
        }
        if (fault == null) {
            endRow(at);
        } else {
            leaveFaultyRow();
        }
    }

    /** Reads the field that starts there; returns where it ends: at a comma, a line break or the end of the stream. */
    private int readField(int start) throws IOException {
        escaped[fields] = false;
        int end = peek(start) == '"' ? readQuoted(start + 1) : readPlain(start);
        fields++;
        return end;
    }

    private int readPlain(int start) throws IOException {
        int at = start;
        int octet = peek(at);
        while (octet >= 0 && octet != ',' && octet != '\n' && octet != '\r') {
            seenBits |= octet;
            octet = peek(++at);
        }
        if (octet == LIMIT) {
            refuse(RowFault.WHOLE_ROW, TOO_LONG);
        }
        starts[fields] = start;
        ends[fields] = at;
        return at;
    }

    private int readQuoted(int start) throws IOException {
        quoted = true;
        int at = start;
        while (true) {
            int octet = peek(at);
            if (octet == '"' && peek(at + 1) == '"') {
                escaped[fields] = true;
                at += 2;
            } else if (octet == '"') {
                starts[fields] = start;
                ends[fields] = at;
                return checkAfterQuote(at + 1);
            } else if (octet == END || octet == LIMIT) {
                refuse(
                        fields,
                        "the quote that opens this field is not closed "
                                + (octet == END ? "before the end of the file" : "within 64 KiB")
                                + "; close it, and write a quote inside a quoted field twice");
                return at;
            } else {
                seenBits |= octet;
                at++;
                if (octet == '\n' || octet == '\r' && peek(at) != '\n') {
                    breaks++;
                }
            }
        }
    }

    private int checkAfterQuote(int at) throws IOException {
        int octet = peek(at);
        if (octet == LIMIT) {
            refuse(RowFault.WHOLE_ROW, TOO_LONG);
        } else if (octet != ',' && octet != '\n' && octet != '\r' && octet != END) {
            refuse(
                    fields,
                    "something follows the quote that closes this field; write a quote inside a quoted field twice");
        }
        return at;
    }

    private void checkRow() {
        if (fields < leastFields && !isBlank()) {
            refuse(
                    RowFault.WHOLE_ROW,
                    "the row has only " + fields + " of " + leastFields + " fields; " + expectation());
        }
        // Only a byte above 127 can break UTF-8.
        for (int i = 0; seenBits > 0x7F && fault == null && i < fields; i++) {
            if (!window.read(starts[i], ends[i], RowReader::isUtf8)) {
                refuse(i, "the field is not UTF-8; save the file with that encoding");
            }
        }
    }

    private static boolean isUtf8(byte[] bytes, int from, int length) {
        byte[] again = new String(bytes, from, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(again, 0, again.length, bytes, from, from + length);
    }

    private String expectation() {
        return leastFields == mostFields
                ? "the header names " + mostFields + ", and a comma inside a field needs quotes around the field"
                : "at most " + MAX_FIELDS + " are read";
    }

    private void refuse(int field, String reason) {
        fault = new RowFault(field, reason);
    }

    private void endRow(int at) throws IOException {
        contentBytes = at;
        rowBytes = at + breakBytes(at);
        nextLine = line + breaks + 1;
    }

    /** Wherever the fault is, reading goes on at the second line of the row. */
    private void leaveFaultyRow() throws IOException {
        nextLine = line + 1;
        int at = 0;
        while (!isLineEnd(window.at(at)) && at < MAX_ROW_BYTES) {
            at++;
        }
        faultyText = window.read(0, at, Excerpt::of);
        while (!isLineEnd(window.at(at))) {
            window.advance(at + 1);
            at = 0;
        }
        rowBytes = at + breakBytes(at);
    }

    private int breakBytes(int at) throws IOException {
        return switch (window.at(at)) {
            case END -> 0;
            case '\r' -> window.at(at + 1) == '\n' ? 2 : 1;
            default -> 1;
        };
    }

    private static boolean isLineEnd(int octet) {
        return octet == '\n' || octet == '\r' || octet == END;
    }

    private boolean isBlank() {
        return fault == null && fields == 1 && !quoted && field(0).isBlank();
    }

    private int peek(int at) throws IOException {
        return at > MAX_ROW_BYTES ? LIMIT : window.at(at);
    }
}
