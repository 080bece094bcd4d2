package dev.pricetide.ingest.batch;

/** A batch that cannot be taken as a whole. The message says what is wrong, where, and what would be right. */
public final class BatchRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of wrong. */
    public enum Kind {
        /** The columns cannot be found, or the like. */
        INVALID,
        /** A limit is exceeded. */
        TOO_LARGE
    }

    private final Kind kind;

    BatchRefusedException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** What kind of wrong. */
    public Kind kind() {
        return kind;
    }
}
