package dev.pricetide.predict.model;

import java.nio.file.Path;

/** A model, or the registry that should name one, cannot be served. The message names the file and what would be right. */
public final class ModelRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ModelRefusedException(Path file, String sentence) {
        super("The model cannot be served: " + file + ": " + sentence);
    }
}
