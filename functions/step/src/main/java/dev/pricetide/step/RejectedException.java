package dev.pricetide.step;

/** Thrown by a step whose event can never succeed, whatever is tried again. The event is answered as rejected. */
public final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code of the reason, lower-case words joined by hyphens
     * @param sentence what is wrong, where, and what would be right
     */
    public RejectedException(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /** The code of the reason. */
    public String code() {
        return code;
    }
}
