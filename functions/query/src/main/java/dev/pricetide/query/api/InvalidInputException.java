package dev.pricetide.query.api;

import io.smallrye.graphql.api.ErrorCode;

/** The question cannot be answered as it is put; the message says what would be right. */
@ErrorCode("INVALID_INPUT")
public final class InvalidInputException extends AnswerException {

    private static final long serialVersionUID = 1L;

    InvalidInputException(String message) {
        super(message, null);
    }
}
