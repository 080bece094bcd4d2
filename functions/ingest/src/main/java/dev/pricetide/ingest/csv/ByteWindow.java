package dev.pricetide.ingest.csv;

import java.io.IOException;
import java.io.InputStream;

/** A piece of a stream that can be looked at by offset; it moves forward only. */
final class ByteWindow {

    /** What {@link #at} answers beyond the end of the stream. */
    static final int END = -1;

    private final InputStream in;
    private final byte[] buffer;
    private int begin;
    private int filled;
    private boolean ended;

    /** @param capacity the greatest offset that can be asked for, + 1 */
    ByteWindow(InputStream in, int capacity) {
        this.in = in;
        // Twice as much, so that each byte is moved to the front less than once on average.
        this.buffer = new byte[2 * capacity];
    }

    /** The byte at that offset from the window's begin, 0 to 255, or {@link #END}. */
    int at(int offset) throws IOException {
        return begin + offset < filled || fill(offset) ? buffer[begin + offset] & 0xFF : END;
    }

    /** Moves the window's begin forward over bytes that {@link #at} has shown. */
    void advance(int bytes) {
        begin += bytes;
    }

    /** The bytes between two offsets that {@link #at} has shown, read by the function from array, index and length. */
    <T> T read(int from, int to, Slice<T> slice) {
        return slice.read(buffer, begin + from, to - from);
    }

    /** Makes something of a part of an array. */
    interface Slice<T> {
        T read(byte[] bytes, int index, int length);
    }

    private boolean fill(int offset) throws IOException {
        if (begin + offset >= buffer.length) {
            System.arraycopy(buffer, begin, buffer, 0, filled - begin);
            filled -= begin;
            begin = 0;
        }
        while (!ended && begin + offset >= filled) {
            int read = in.read(buffer, filled, buffer.length - filled);
            ended = read < 0;
            filled += Math.max(read, 0);
        }
        return begin + offset < filled;
    }
}
