package dev.pricetide.predict.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pricetide.events.PricePredicted;
import dev.pricetide.events.Series;
import dev.pricetide.predict.window.History;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The contract {@code price-forecast/1} between a model's file and whoever serves it. */
final class ModelContract {

    static final String NAME = "price-forecast/1";

    static final List<TensorForm> INPUTS = List.of(
            TensorForm.floats("price", -1, History.WINDOW),
            TensorForm.floats("mask", -1, History.WINDOW),
            TensorForm.floats("peer_price", -1, History.WINDOW),
            TensorForm.int64("static", -1, 3));

    static final List<TensorForm> OUTPUTS = List.of(
            TensorForm.floats("quantiles", -1, PricePredicted.HORIZON, ModelOutput.QUANTILES),
            TensorForm.floats("change_prob", -1, PricePredicted.HORIZON),
            TensorForm.floats("down_prob", -1, PricePredicted.HORIZON));

    private static final Set<String> KEYS = Set.of(
            "contract",
            "model",
            "version",
            "quantiles",
            "window",
            "horizon",
            "min_observed",
            "scale_free",
            "currency",
            "company_vocabulary",
            "offer_vocabulary",
            "data_sha256",
            "cutoff",
            "seed",
            "commit",
            "libraries");

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> metadata;

    private ModelContract(Map<String, String> metadata) {
        this.metadata = metadata;
    }

    /**
     * The card in a model's metadata.
     *
     * @throws IllegalArgumentException naming the first key that breaks the contract
     */
    static ModelCard card(Map<String, String> metadata) {
        return new ModelContract(metadata).card();
    }

    /** @throws IllegalArgumentException if the tensors are not exactly the expected ones */
    static void checkTensors(String side, List<TensorForm> expected, List<TensorForm> actual) {
        require(
                Set.copyOf(expected).equals(Set.copyOf(actual)),
                "its " + side + " are " + TensorForm.list(actual) + "; they must be " + TensorForm.list(expected));
    }

    private ModelCard card() {
        require(metadata.containsKey("contract"), "it has no metadata \"contract\"; it must be \"" + NAME + "\"");
        requireValue("contract", NAME);
        requireKeys();
        requireValue("window", String.valueOf(History.WINDOW));
        requireValue("horizon", String.valueOf(PricePredicted.HORIZON));
        require(
                Arrays.equals(json("quantiles", double[].class), new double[] {0.1, 0.5, 0.9}),
                says("quantiles") + "; it must be \"[0.1, 0.5, 0.9]\"");
        return new ModelCard(
                text("model"),
                text("version"),
                minObserved(),
                currency(),
                vocabulary("company_vocabulary"),
                vocabulary("offer_vocabulary"));
    }

    private void requireKeys() {
        Set<String> missing = new TreeSet<>(KEYS);
        missing.removeAll(metadata.keySet());
        require(missing.isEmpty(), "its metadata lacks " + missing);
        Set<String> unknown = new TreeSet<>(metadata.keySet());
        unknown.removeAll(KEYS);
        require(unknown.isEmpty(), "its metadata has " + unknown + ", which " + NAME + " does not know");
    }

    private int minObserved() {
        String text = metadata.get("min_observed");
        require(
                text.matches("\\d{1,2}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= History.WINDOW,
                says("min_observed") + "; it must be a whole number from 1 to " + History.WINDOW);
        return Integer.parseInt(text);
    }

    private Optional<String> currency() {
        String scaleFree = metadata.get("scale_free");
        require(
                scaleFree.equals("true") || scaleFree.equals("false"),
                says("scale_free") + "; it must be \"true\" or \"false\"");
        if (scaleFree.equals("true")) {
            return Optional.empty();
        }
        String currency = metadata.get("currency");
        require(
                CURRENCY.matcher(currency).matches(),
                says("currency") + "; a model that is not scale-free must name an ISO 4217 code");
        return Optional.of(currency);
    }

    private Vocabulary vocabulary(String key) {
        List<String> names = List.of(json(key, String[].class));
        require(
                names.stream().allMatch(name -> name.equals(Series.key(name)))
                        && Set.copyOf(names).size() == names.size(),
                says(key) + "; its names must be distinct, trimmed and lower-case");
        return new Vocabulary(names);
    }

    private <T> T json(String key, Class<T> type) {
        try {
            return JSON.readValue(metadata.get(key), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(says(key) + "; it must be a JSON array");
        }
    }

    private String text(String key) {
        require(!metadata.get(key).isBlank(), "its metadata \"" + key + "\" is empty; it must name it");
        return metadata.get(key);
    }

    private void requireValue(String key, String value) {
        require(value.equals(metadata.get(key)), says(key) + "; it must be \"" + value + "\"");
    }

    private String says(String key) {
        return "its metadata \"" + key + "\" is \"" + metadata.get(key) + "\"";
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
