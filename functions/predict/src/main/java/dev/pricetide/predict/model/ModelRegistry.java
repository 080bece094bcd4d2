package dev.pricetide.predict.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of trained models, {@code <name>/<version>/model.onnx}, and one line in one file that names the champion.
 *
 * @param folder the registry
 */
public record ModelRegistry(Path folder) {

    private static final Pattern NAME_AND_VERSION = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");

    /**
     * The configured registry, else the nearest {@code models/registry} at or above a folder.
     *
     * @throws ModelRefusedException if there is none
     */
    public static ModelRegistry at(Optional<Path> configured, Path folder) {
        return new ModelRegistry(configured
                .or(() -> nearestTo(folder))
                .orElseThrow(() -> new ModelRefusedException(
                        folder,
                        "there is no models/registry in it or above it; PRICETIDE_MODEL_REGISTRY must name the folder"
                                + " of the models' registry")));
    }

    private static Optional<Path> nearestTo(Path start) {
        return Stream.iterate(start, Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("models/registry"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /**
     * Loads the champion.
     *
     * @param currency of the measured prices, where it is known
     * @throws ModelRefusedException if there is none, or it cannot be served for such prices
     */
    public ForecastModel load(Optional<String> currency) {
        String champion = champion();
        Path file = folder.resolve(champion).resolve("model.onnx");
        ForecastModel model = ForecastModel.load(file);
        try {
            checkName(file, model.card(), champion);
            checkCurrency(file, model.card(), currency);
            return model;
        } catch (ModelRefusedException e) {
            model.close();
            throw e;
        }
    }

    private String champion() {
        Path file = folder.resolve("champion");
        String line;
        try {
            line = Files.readString(file).strip();
        } catch (IOException e) {
            throw new ModelRefusedException(
                    file, "it cannot be read; it must be one line, the <name>/<version> of a model beside it");
        }
        if (!NAME_AND_VERSION.matcher(line).matches()) {
            throw new ModelRefusedException(
                    file, "it says \"" + line + "\"; it must be one line, the <name>/<version> of a model beside it");
        }
        return line;
    }

    private static void checkName(Path file, ModelCard card, String champion) {
        if (!card.toString().equals(champion)) {
            throw new ModelRefusedException(
                    file, "it calls itself " + card + "; it must be " + champion + ", as its folder says");
        }
    }

    private static void checkCurrency(Path file, ModelCard card, Optional<String> currency) {
        if (card.currency().isPresent() && !card.currency().equals(currency)) {
            throw new ModelRefusedException(
                    file,
                    "it forecasts prices in " + card.currency().get() + " only, and pricetide.currency is "
                            + currency.orElse("not set")
                            + "; it must be the same, or the model scale-free");
        }
    }
}
