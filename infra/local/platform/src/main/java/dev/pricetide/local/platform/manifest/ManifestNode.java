package dev.pricetide.local.platform.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A mapping of a manifest that remembers which of its keys were asked for. What nobody asked for is what the platform
 * does not support, so a new field can never be ignored without being named.
 */
final class ManifestNode {
    private final String where;
    private final String path;
    private final Map<String, Object> values;
    private final Set<String> asked = new HashSet<>();
    private final List<ManifestNode> children = new ArrayList<>();

    private ManifestNode(String where, String path, Map<String, Object> values) {
        this.where = where;
        this.path = path;
        this.values = values;
    }

    /**
     * @param where the file and the resource, for messages
     * @param document what the YAML parser gave
     */
    static ManifestNode of(String where, Object document) {
        return new ManifestNode(where, "", mapping(where, "the document", document));
    }

    /** The same document under a better name, with nothing asked of it yet but what every document has. */
    ManifestNode named(String where) {
        ManifestNode node = new ManifestNode(where, path, values);
        node.replaced("apiVersion", "kind");
        return node;
    }

    Optional<String> text(String key) {
        asked.add(key);
        Object value = values.get(key);
        if (value instanceof Map || value instanceof List) {
            throw wrong(key, "a single value");
        }
        return Optional.ofNullable(value).map(String::valueOf);
    }

    String requiredText(String key) {
        return text(key).orElseThrow(() -> wrong(key, "given"));
    }

    /** The value of {@code key}, read by {@code parse}; whatever that throws is told as {@code expected}. */
    <T> Optional<T> value(String key, String expected, Function<String, T> parse) {
        return text(key).map(text -> {
            try {
                return parse.apply(text);
            } catch (RuntimeException e) {
                throw wrong(key, expected + ", not '" + text + "'");
            }
        });
    }

    Optional<Integer> wholeNumber(String key, int least) {
        return value(key, "a whole number of at least " + least, text -> {
            int number = Integer.parseInt(text);
            if (number < least) {
                throw new IllegalArgumentException(text);
            }
            return number;
        });
    }

    /** The mapping under {@code key}; an empty one where there is none. */
    ManifestNode child(String key) {
        asked.add(key);
        Object value = values.getOrDefault(key, Map.of());
        return adopt(key, value == null ? Map.of() : value);
    }

    List<ManifestNode> items(String key) {
        asked.add(key);
        Object value = values.getOrDefault(key, List.of());
        if (!(value instanceof List<?> list)) {
            throw wrong(key, "a list");
        }
        List<ManifestNode> items = new ArrayList<>();
        for (Object item : list) {
            items.add(adopt(key + "[" + items.size() + "]", item));
        }
        return items;
    }

    /** Every key with its value as text, as in a block of annotations or of topic configuration. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : values.keySet()) {
            texts.put(key, requiredText(key));
        }
        return texts;
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    /** Says that {@code keys} are known and that the local platform puts something of its own in their place. */
    void replaced(String... keys) {
        asked.addAll(List.of(keys));
    }

    /** The paths of all fields that nobody asked for. */
    List<String> unasked() {
        List<String> paths = new ArrayList<>();
        values.keySet().stream().filter(key -> !asked.contains(key)).forEach(key -> paths.add(pathOf(key)));
        children.forEach(child -> paths.addAll(child.unasked()));
        return paths;
    }

    ManifestException wrong(String key, String expected) {
        return new ManifestException(where + ": " + pathOf(key) + " must be " + expected + ".");
    }

    private ManifestNode adopt(String key, Object value) {
        ManifestNode child = new ManifestNode(where, pathOf(key), mapping(where, pathOf(key), value));
        children.add(child);
        return child;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static Map<String, Object> mapping(String where, String path, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ManifestException(where + ": " + path + " must be a mapping.");
        }
        Map<String, Object> mapping = new LinkedHashMap<>();
        map.forEach((key, item) -> mapping.put(String.valueOf(key), item));
        return mapping;
    }
}
