package dev.pricetide.events;

/** An event that can never be read. The message says what is wrong, where, and what would be right. */
public final class InvalidEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why an event cannot be read. */
    public enum Reason {
        UNKNOWN_TYPE("unknown-type"),
        INVALID_ATTRIBUTE("invalid-attribute"),
        INVALID_JSON("invalid-json"),
        INVALID_DATA("invalid-data");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The reason's code in {@code event.rejected}. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    /** @param sentence what is wrong, where, and what would be right */
    public InvalidEventException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /** Why the event cannot be read. */
    public Reason reason() {
        return reason;
    }
}
