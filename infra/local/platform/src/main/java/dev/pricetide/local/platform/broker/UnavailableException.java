package dev.pricetide.local.platform.broker;

/** No process can take the request; to an HTTP caller this is 503. The message is for people. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(message, null, false, false);
    }
}
