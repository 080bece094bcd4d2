package dev.pricetide.importer;

import dev.pricetide.events.BatchId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the id of a {@code series.measured} event says, even where its data says nothing. */
record FragmentId(BatchId batch, String productId, int fragment) {

    private static final Pattern FORM = Pattern.compile("([^/]+)/([A-Za-z0-9._-]{1,64})/(\\d{1,3})");

    /** Empty if the id is not {@code <batch>/<product id>/<fragment>}. */
    static Optional<FragmentId> parse(String eventId) {
        Matcher parts = FORM.matcher(eventId);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new FragmentId(BatchId.parse(parts.group(1)), parts.group(2), Integer.parseInt(parts.group(3))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
