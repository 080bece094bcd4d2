package dev.pricetide.predict.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A tensor of a model: name, type, and shape with -1 for a dimension of any size. Its text is what a person reads, for
 * instance {@code price float[-1, 90]}.
 */
record TensorForm(String name, String type, List<Long> shape) {

    static TensorForm floats(String name, long... shape) {
        return of(name, OnnxJavaType.FLOAT, shape);
    }

    static TensorForm int64(String name, long... shape) {
        return of(name, OnnxJavaType.INT64, shape);
    }

    static TensorForm of(NodeInfo node) {
        ValueInfo info = node.getInfo();
        return info instanceof TensorInfo tensor
                ? of(node.getName(), tensor.type, tensor.getShape())
                : new TensorForm(node.getName(), info.getClass().getSimpleName(), List.of());
    }

    private static TensorForm of(String name, OnnxJavaType type, long... shape) {
        return new TensorForm(
                name,
                type.toString().toLowerCase(Locale.ROOT),
                Arrays.stream(shape).boxed().toList());
    }

    static String list(List<TensorForm> forms) {
        return forms.stream().map(TensorForm::toString).sorted().collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name + " " + type + shape;
    }
}
