package dev.pricetide.ingest.csv;

import java.nio.charset.StandardCharsets;

/** The beginning of a text, short enough to be shown with a refusal. */
public final class Excerpt {

    /** An excerpt of a row has at most so many bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    private static final int MAX_QUOTED = 80;

    private Excerpt() {}

    /** The first {@value #MAX_BYTES} bytes as text. No character is split; what is no UTF-8 becomes U+FFFD. */
    static String of(byte[] bytes, int from, int length) {
        int end = from + length;
        if (length > MAX_BYTES) {
            end = from + MAX_BYTES;
            // A character has at most three continuation bytes; a longer run of them is no UTF-8 anyway.
            for (int i = 0; i < 3 && isContinuation(bytes[end]); i++) {
                end--;
            }
        }
        String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        byte[] again = text.getBytes(StandardCharsets.UTF_8);
        return again.length <= MAX_BYTES ? text : of(again, 0, again.length);
    }

    /** A value in double quotes for a sentence, cut at {@value #MAX_QUOTED} characters. */
    public static String quoted(String value) {
        if (value.length() <= MAX_QUOTED) {
            return "\"" + value + "\"";
        }
        int end = Character.isHighSurrogate(value.charAt(MAX_QUOTED - 1)) ? MAX_QUOTED - 1 : MAX_QUOTED;
        return "\"" + value.substring(0, end) + "...\"";
    }

    private static boolean isContinuation(byte octet) {
        return (octet & 0xC0) == 0x80;
    }
}
