package dev.pricetide.local.servers;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;

/** A process or server could not be started; the message is one sentence for the person at the terminal. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailedException(String message) {
        super(message);
    }

    public StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param what what could not be done, as the sentence's beginning */
    static StartFailedException because(String what, IOException cause) {
        return new StartFailedException(what + ": " + reason(cause) + ".", cause);
    }

    /** Some of the JDK's messages are a bare path. */
    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "no permission for " + cause.getMessage();
        }
        if (cause instanceof FileAlreadyExistsException) {
            return cause.getMessage() + " is a file where a folder should be";
        }
        return cause.getMessage();
    }
}
