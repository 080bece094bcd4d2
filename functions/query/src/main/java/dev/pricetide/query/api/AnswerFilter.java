package dev.pricetide.query.api;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Leaves out of the log the answers that have told their asker all there is to say; every other failure is kept. */
@LoggingFilter(name = "answers-that-explain-themselves")
public final class AnswerFilter implements Filter {

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !(entry.getThrown() instanceof AnswerException);
    }
}
