package dev.pricetide.ingest.batch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets a stream be no longer than a batch may be. */
final class BoundedInput extends FilterInputStream {

    private final long limit;
    private long count;

    BoundedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(read);
        return read;
    }

    private void count(int read) {
        count += Math.max(read, 0);
        if (count > limit) {
            throw new BatchRefusedException(
                    BatchRefusedException.Kind.TOO_LARGE,
                    "The batch has more than " + limit + " bytes; send it as several batches.");
        }
    }
}
