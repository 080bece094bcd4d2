package dev.pricetide.ingest.batch;

import java.io.ByteArrayInputStream;
import java.util.List;

/** Hands bytes over in pieces of the given sizes, over and over, as a network might. */
final class PieceByPiece extends ByteArrayInputStream {

    private final List<Integer> sizes;
    private int next;

    PieceByPiece(byte[] bytes, List<Integer> sizes) {
        super(bytes);
        this.sizes = sizes;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, sizes.get(next++ % sizes.size())));
    }
}
