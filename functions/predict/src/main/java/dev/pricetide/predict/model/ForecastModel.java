package dev.pricetide.predict.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A model in ONNX Runtime. One instance serves any number of threads. */
public final class ForecastModel implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelCard card;

    private ForecastModel(OrtEnvironment environment, OrtSession session, ModelCard card) {
        this.environment = environment;
        this.session = session;
        this.card = card;
    }

    /**
     * Loads a model and holds it against the contract.
     *
     * @throws ModelRefusedException if it cannot be read or breaks the contract
     */
    public static ForecastModel load(Path file) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        OrtSession session = open(environment, file);
        try {
            ModelCard card = ModelContract.card(session.getMetadata().getCustomMetadata());
            ModelContract.checkTensors(
                    "inputs", ModelContract.INPUTS, forms(session.getInputInfo().values()));
            ModelContract.checkTensors(
                    "outputs",
                    ModelContract.OUTPUTS,
                    forms(session.getOutputInfo().values()));
            return new ForecastModel(environment, session, card);
        } catch (IllegalArgumentException | OrtException e) {
            close(session);
            throw new ModelRefusedException(file, e.getMessage());
        }
    }

    private static OrtSession open(OrtEnvironment environment, Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelRefusedException(file, "it cannot be read; it must be the model that the champion names");
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Events are the unit of parallelism: within one, a model this small is only slowed by handing work over.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            // Every group has another number of series, so a pattern remembered for one fits no other.
            options.setMemoryPatternOptimization(false);
            return environment.createSession(bytes, options);
        } catch (OrtException e) {
            throw new ModelRefusedException(file, "it is no ONNX model of one file: " + e.getMessage());
        }
    }

    private static List<TensorForm> forms(Collection<NodeInfo> nodes) {
        return nodes.stream().map(TensorForm::of).toList();
    }

    /** What the model says of itself. */
    public ModelCard card() {
        return card;
    }

    /**
     * Forecasts any number of series in one run.
     *
     * @return one output an input, in the same order
     * @throws InvalidOutputException if an output can be no forecast
     */
    public List<ModelOutput> forecast(List<ModelInput> inputs) {
        try (OnnxTensor price = floats(inputs, ModelInput::price);
                OnnxTensor mask = floats(inputs, ModelInput::mask);
                OnnxTensor peerPrice = floats(inputs, ModelInput::peerPrice);
                OnnxTensor attributes = longs(inputs, ModelInput::attributes);
                OrtSession.Result result = session.run(
                        Map.of("price", price, "mask", mask, "peer_price", peerPrice, "static", attributes))) {
            return new OutputTensors(
                            values(result, "quantiles"), values(result, "change_prob"), values(result, "down_prob"))
                    .rows(inputs.size());
        } catch (OrtException e) {
            throw new IllegalStateException("The model " + card + " failed: " + e.getMessage(), e);
        }
    }

    private OnnxTensor floats(List<ModelInput> inputs, Function<ModelInput, float[]> row) throws OrtException {
        int width = row.apply(inputs.get(0)).length;
        FloatBuffer buffer = direct(inputs.size() * width * Float.BYTES).asFloatBuffer();
        inputs.forEach(input -> buffer.put(row.apply(input)));
        return OnnxTensor.createTensor(environment, buffer.flip(), new long[] {inputs.size(), width});
    }

    private OnnxTensor longs(List<ModelInput> inputs, Function<ModelInput, long[]> row) throws OrtException {
        int width = row.apply(inputs.get(0)).length;
        LongBuffer buffer = direct(inputs.size() * width * Long.BYTES).asLongBuffer();
        inputs.forEach(input -> buffer.put(row.apply(input)));
        return OnnxTensor.createTensor(environment, buffer.flip(), new long[] {inputs.size(), width});
    }

    /** Direct and in native order: ONNX Runtime then reads it where it is. */
    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private static FloatBuffer values(OrtSession.Result result, String name) throws OrtException {
        return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close a session: " + e.getMessage(), e);
        }
    }
}
