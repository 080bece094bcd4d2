package dev.pricetide.local.platform.broker;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An event that could not be delivered, and as extensions of it what Knative tells of the reason. */
final class DeadLetter {
    private static final int MAX_DATA_BYTES = 1_024;
    private static final String REASON_PREFIX = "kne-";
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]+");

    private DeadLetter() {}

    /**
     * @param destination who did not take it
     * @param answer its last answer, if it gave one
     */
    static HeldEvent of(HeldEvent held, URI destination, Optional<Answer> answer) {
        CloudEventBuilder letter = CloudEventBuilder.v1(held.event()).withExtension("knativeerrordest", destination);
        answer.ifPresent(given -> explain(letter, given));
        return new HeldEvent(letter.build(), held.traceparent());
    }

    private static void explain(CloudEventBuilder letter, Answer answer) {
        letter.withExtension("knativeerrorcode", answer.status());
        answer.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(REASON_PREFIX)) {
                String extension = lower.substring(REASON_PREFIX.length());
                if (EXTENSION.matcher(extension).matches()) {
                    letter.withExtension(extension, value);
                }
            }
        });
        byte[] body = answer.body();
        letter.withExtension(
                "knativeerrordata",
                Base64.getEncoder().encodeToString(Arrays.copyOf(body, Math.min(body.length, MAX_DATA_BYTES))));
    }
}
