package dev.pricetide.predict;

import dev.pricetide.predict.model.ModelCard;
import dev.pricetide.predict.model.ModelInput;
import dev.pricetide.predict.model.ModelOutput;
import dev.pricetide.predict.storage.StoredForecast;
import dev.pricetide.predict.window.SeriesWindow;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What a model is asked about one series.
 *
 * @param window the series' last days
 * @param input the same as the model wants it
 * @param hash of the input and the model
 */
record Question(SeriesWindow window, ModelInput input, ByteBuffer hash) {

    static Question about(SeriesWindow window, ModelCard model) {
        ModelInput input = model.input(window);
        return new Question(window, input, ByteBuffer.wrap(model.hash(input)));
    }

    String productId() {
        return window.series().productId();
    }

    /** Whether a kept forecast, or null, is the answer to this very question. */
    boolean isAnsweredBy(StoredForecast kept) {
        return kept != null && hash.equals(kept.inputHash());
    }

    StoredForecast answered(ModelOutput output, Instant at) {
        return new StoredForecast(productId(), window.lastDay(), window.lastPrice(), output, hash, at);
    }
}
