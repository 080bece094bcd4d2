package dev.pricetide.predict.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The names that a model knows, as they compare: trimmed and lower-cased. */
public final class Vocabulary {

    private final Map<String, Long> codes;

    /** @param keys distinct, in the model's order */
    public Vocabulary(List<String> keys) {
        this.codes = IntStream.range(0, keys.size())
                .boxed()
                .collect(Collectors.toUnmodifiableMap(keys::get, position -> position + 1L));
    }

    /** 1 + the position of the name; 0 where the model does not know it. */
    public long code(String key) {
        return codes.getOrDefault(key, 0L);
    }
}
