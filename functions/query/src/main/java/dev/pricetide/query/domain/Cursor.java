package dev.pricetide.query.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * A place in a list: the key of the last item before it. To clients an opaque word.
 *
 * @param partition key of the item's partition; no line feed
 * @param row key of the item within the partition; no line feed
 */
public record Cursor(String partition, String row) {

    /** The word that a client sees; {@link #parse} reads it back. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((partition + '\n' + row).getBytes(UTF_8));
    }

    /** Empty if the text was not made by {@link #text}. */
    public static Optional<Cursor> parse(String text) {
        try {
            String[] keys = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", -1);
            return keys.length == 2 ? Optional.of(new Cursor(keys[0], keys[1])) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
