package dev.pricetide.local.platform.manifest;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as Knative Serving writes them in annotations: {@code 30s}, {@code 1m30s}, {@code 500ms}. */
final class KnativeDuration {
    private static final Pattern SYNTAX = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?|0");

    private KnativeDuration() {}

    /** @throws IllegalArgumentException if the text is none */
    static Duration parse(String text) {
        var parts = SYNTAX.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        return Duration.ofHours(number(parts.group(1)))
                .plusMinutes(number(parts.group(2)))
                .plusSeconds(number(parts.group(3)))
                .plusMillis(number(parts.group(4)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
