package dev.pricetide.query.api;

/** Why there is no answer, in words for whoever asked; the only messages that leave the service. */
public abstract sealed class AnswerException extends RuntimeException
        permits InvalidInputException, LimitExceededException, StoreUnavailableException {

    private static final long serialVersionUID = 1L;

    AnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
