package dev.pricetide.predict.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ONNX model that keeps the contract in the plainest way, and that a test can make break it: every quantile is the
 * price of the origin day times a factor, every chance 0. Field numbers are those of onnx.proto3.
 */
public final class TinyModel {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int DOUBLE = 11;

    private final Map<String, String> metadata = new TreeMap<>(Map.ofEntries(
            Map.entry("contract", "price-forecast/1"),
            Map.entry("model", "tiny"),
            Map.entry("version", "1"),
            Map.entry("quantiles", "[0.1, 0.5, 0.9]"),
            Map.entry("window", "90"),
            Map.entry("horizon", "14"),
            Map.entry("min_observed", "14"),
            Map.entry("scale_free", "true"),
            Map.entry("currency", ""),
            Map.entry("company_vocabulary", "[\"claro\", \"entel\"]"),
            Map.entry("offer_vocabulary", "[\"unlocked\"]"),
            Map.entry("data_sha256", "none"),
            Map.entry("cutoff", "none"),
            Map.entry("seed", "1"),
            Map.entry("commit", "none"),
            Map.entry("libraries", "none")));

    private String maskName = "mask";
    private int maskWidth = 90;
    private int attributesType = INT64;
    private float factor = 1;

    public TinyModel with(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    TinyModel without(String key) {
        metadata.remove(key);
        return this;
    }

    TinyModel callingItsMask(String name) {
        maskName = name;
        return this;
    }

    TinyModel withMaskOf(int days) {
        maskWidth = days;
        return this;
    }

    TinyModel withAttributesOfDoubles() {
        attributesType = DOUBLE;
        return this;
    }

    /** Multiplies the price by that to make the quantiles. */
    public TinyModel times(float priceFactor) {
        factor = priceFactor;
        return this;
    }

    /** Writes the model as the champion of a registry. */
    public void writeChampion(Path registry) {
        String name = metadata.get("model") + "/" + metadata.get("version");
        try {
            Files.createDirectories(registry.resolve(name));
            Files.write(registry.resolve(name).resolve("model.onnx"), toByteArray());
            Files.writeString(registry.resolve("champion"), name + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] toByteArray() {
        Protobuf model = new Protobuf()
                .number(1, 8)
                .message(8, new Protobuf().text(1, "").number(2, 17))
                .message(7, graph());
        metadata.forEach(
                (key, value) -> model.message(14, new Protobuf().text(1, key).text(2, value)));
        return model.toByteArray();
    }

    private Protobuf graph() {
        return new Protobuf()
                .text(2, "tiny")
                .message(1, node("MatMul", "flat", "price", "toQuantiles"))
                .message(1, node("Reshape", "quantiles", "flat", "shape"))
                .message(1, node("MatMul", "change_prob", maskName, "toChances"))
                .message(1, node("MatMul", "down_prob", maskName, "toChances"))
                .message(5, floats("toQuantiles", 90, 42, factor))
                .message(5, floats("toChances", maskWidth, 14, 0))
                .message(5, shape())
                .message(11, tensor("price", FLOAT, 90))
                .message(11, tensor(maskName, FLOAT, maskWidth))
                .message(11, tensor("peer_price", FLOAT, 90))
                .message(11, tensor("static", attributesType, 3))
                .message(12, tensor("quantiles", FLOAT, 14, 3))
                .message(12, tensor("change_prob", FLOAT, 14))
                .message(12, tensor("down_prob", FLOAT, 14));
    }

    private static Protobuf node(String operator, String output, String... inputs) {
        Protobuf node = new Protobuf();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }

    /** A matrix whose last row has that value, the others 0. */
    private static Protobuf floats(String name, int rows, int columns, float lastRow) {
        ByteBuffer data = ByteBuffer.allocate(rows * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.position((rows - 1) * columns * Float.BYTES);
        while (data.hasRemaining()) {
            data.putFloat(lastRow);
        }
        return new Protobuf()
                .number(1, rows)
                .number(1, columns)
                .number(2, FLOAT)
                .text(8, name)
                .bytes(9, data.array());
    }

    private static Protobuf shape() {
        ByteBuffer data = ByteBuffer.allocate(3 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.putLong(-1).putLong(14).putLong(3);
        return new Protobuf().number(1, 3).number(2, INT64).text(8, "shape").bytes(9, data.array());
    }

    private static Protobuf tensor(String name, int type, int... sizes) {
        Protobuf shape = new Protobuf().message(1, new Protobuf().text(2, "batch"));
        for (int size : sizes) {
            shape.message(1, new Protobuf().number(1, size));
        }
        Protobuf tensorType = new Protobuf().number(1, type).message(2, shape);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensorType));
    }
}
