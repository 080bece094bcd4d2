package dev.pricetide.local.platform.launcher;

/** A command cannot do its work; the message is one sentence for the person at the terminal. */
final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }
}
