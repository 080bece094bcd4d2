package dev.pricetide.query.api;

import io.smallrye.graphql.api.ErrorCode;

/** The answer would be larger than one answer may be; the message says how to ask for less. */
@ErrorCode("LIMIT_EXCEEDED")
public final class LimitExceededException extends AnswerException {

    private static final long serialVersionUID = 1L;

    LimitExceededException(String message) {
        super(message, null);
    }
}
