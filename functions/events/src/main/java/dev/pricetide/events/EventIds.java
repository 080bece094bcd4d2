package dev.pricetide.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Deterministic event ids: the same work done again makes events with the same ids. */
public final class EventIds {

    private EventIds() {}

    /** The id of a {@code series.measured} event: {@code <batch>/<product id>/<fragment>}. */
    public static String fragment(BatchId batch, String productId, int fragment) {
        return batch + "/" + productId + "/" + fragment;
    }

    /** The id of a {@code batch.received} event: {@code <batch>/<part>}. */
    public static String part(BatchId batch, int part) {
        return batch + "/" + part;
    }

    /** The id of an answer: hex of the SHA-256 of {@code <function>}, line feed, {@code <id of the answered event>}. */
    public static String answer(EventSource function, String answeredId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((function.functionName() + "\n" + answeredId).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
