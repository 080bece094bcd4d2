package dev.pricetide.predict;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Which model is served, and for which prices. */
@ConfigMapping(prefix = "pricetide.model")
public interface ModelConfig {

    /** The folder of the models' registry; by default the nearest models/registry at or above the application's own. */
    Optional<Path> registry();

    /** ISO 4217 code of the measured prices, {@code pricetide.currency}; needed only where the model is not scale-free. */
    Optional<String> currency();
}
