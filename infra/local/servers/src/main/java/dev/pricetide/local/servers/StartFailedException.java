package dev.pricetide.local.servers;

/** A process or server could not be started; the message is one sentence for the person at the terminal. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailedException(String message) {
        super(message);
    }

    public StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
