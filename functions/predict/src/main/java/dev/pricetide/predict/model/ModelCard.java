package dev.pricetide.predict.model;

import dev.pricetide.predict.window.SeriesWindow;
import java.util.Optional;

/**
 * What a model says of itself in its file.
 *
 * @param model its name
 * @param version its version
 * @param minObserved days with a price that a window must have
 * @param currency ISO 4217 code of the prices that it was trained on; empty where it holds for prices of any scale
 * @param companies the companies it knows
 * @param offers the offer types it knows
 */
public record ModelCard(
        String model,
        String version,
        int minObserved,
        Optional<String> currency,
        Vocabulary companies,
        Vocabulary offers) {

    /** What this model is told of a series. */
    public ModelInput input(SeriesWindow window) {
        long[] attributes = {
            companies.code(window.series().companyKey()),
            offers.code(window.series().offerKey()),
            window.origin().getDayOfWeek().getValue()
        };
        return new ModelInput(window.price(), window.mask(), window.peerPrice(), attributes);
    }

    /** The SHA-256 over the input's bytes and the model's name and version: equal hashes give equal forecasts. */
    public byte[] hash(ModelInput input) {
        return input.sha256(model + '\n' + version);
    }

    @Override
    public String toString() {
        return model + "/" + version;
    }
}
