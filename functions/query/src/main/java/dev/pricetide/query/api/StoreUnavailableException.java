package dev.pricetide.query.api;

import io.smallrye.graphql.api.ErrorCode;

/** Cassandra does not answer, or not as it should; it is not the asker's fault. */
@ErrorCode("STORE_UNAVAILABLE")
public final class StoreUnavailableException extends AnswerException {

    private static final long serialVersionUID = 1L;

    StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
