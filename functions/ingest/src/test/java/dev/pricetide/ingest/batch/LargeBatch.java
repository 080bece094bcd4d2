package dev.pricetide.ingest.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** A generated CSV that exists only as it is read. */
final class LargeBatch extends InputStream {

    private final long rows;
    private final LongFunction<String> row;
    private byte[] current = ReadBatch.HEADER.getBytes(StandardCharsets.UTF_8);
    private int position;
    private long written;

    /** @param row makes a row, without its line break, of its number from 0 */
    LargeBatch(long rows, LongFunction<String> row) {
        this.rows = rows;
        this.row = row;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("Batches are read in pieces");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (position == current.length) {
            if (written == rows) {
                return -1;
            }
            current = (row.apply(written++) + "\n").getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
        int read = Math.min(length, current.length - position);
        System.arraycopy(current, position, bytes, offset, read);
        position += read;
        return read;
    }

    /** Rows of 5,000 series, day by day: the order in which the least can be cut. */
    static String good(long number) {
        long product = number % 5_000;
        return "p" + product + ",2021-03-0" + (1 + number / 5_000 % 9) + ",Galaxy S" + product + ",CL,Paris,g"
                + product / 10 + ",unlocked," + (number % 1000 + 1) + ".25";
    }

    /** Rows that are all refused, with long texts. */
    static String bad(long number) {
        return number + ",".repeat(7) + "x".repeat(500);
    }

    /** Reads a batch and throws its events away; run in a JVM of little memory. */
    public static void main(String[] arguments) throws IOException {
        long rows = Long.parseLong(arguments[1]);
        InputStream csv = new LargeBatch(rows, arguments[0].equals("good") ? LargeBatch::good : LargeBatch::bad);
        System.out.println(new BatchReader(ReadBatch.BATCH, Limits.STANDARD, event -> {}).read(csv));
    }
}
