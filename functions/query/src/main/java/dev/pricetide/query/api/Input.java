package dev.pricetide.query.api;

import dev.pricetide.events.BatchId;
import dev.pricetide.query.domain.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks of what was asked; each says what is wrong and what would be right. */
@ApplicationScoped
class Input {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int LONGEST_TEXT = 256;

    private final int maxPage;

    Input(QueryConfig config) {
        this.maxPage = config.maxPage();
    }

    String id(String argument, String id) {
        require(
                ID.matcher(id).matches(),
                "%s is \"%s\"; it must be 1 to 64 characters of A-Z a-z 0-9 . _ -",
                argument,
                cut(id));
        return id;
    }

    /** Empty where the argument was left out. */
    Optional<String> text(String argument, String text) {
        require(
                text == null || !text.isBlank() && text.length() <= LONGEST_TEXT,
                "%s must have 1 to %d characters; leave it out where it does not matter",
                argument,
                LONGEST_TEXT);
        return Optional.ofNullable(text);
    }

    BatchId batch(String id) {
        try {
            return BatchId.parse(cut(id));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }

    int first(Integer first) {
        require(first != null && first >= 1 && first <= maxPage, "first is %s; it must be 1 to %d", first, maxPage);
        return first;
    }

    Optional<Cursor> after(String after) {
        return after(after, ID);
    }

    /** A cursor both of whose keys are numbers. */
    Optional<Cursor> numberedAfter(String after) {
        return after(after, NUMBER);
    }

    private static Optional<Cursor> after(String after, Pattern key) {
        if (after == null) {
            return Optional.empty();
        }
        Optional<Cursor> cursor = Cursor.parse(after)
                .filter(place -> key.matcher(place.partition()).matches()
                        && key.matcher(place.row()).matches());
        require(cursor.isPresent(), "after is \"%s\"; it must be an endCursor of this list", cut(after));
        return cursor;
    }

    static void require(boolean condition, String message, Object... values) {
        if (!condition) {
            throw new InvalidInputException(message.formatted(values));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
