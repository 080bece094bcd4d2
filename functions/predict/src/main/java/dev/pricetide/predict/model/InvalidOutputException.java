package dev.pricetide.predict.model;

/** A model answered what can be no forecast. The message says what is wrong and on which day. */
public final class InvalidOutputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int row;

    InvalidOutputException(int row, String sentence) {
        super(sentence);
        this.row = row;
    }

    /** The input's place in the batch. */
    public int row() {
        return row;
    }
}
