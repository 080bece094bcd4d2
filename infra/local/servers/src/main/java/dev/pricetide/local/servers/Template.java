package dev.pricetide.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A configuration file beside this class, with <code>${name}</code> where a value belongs. */
record Template(String text) {
    static Template named(String file) {
        try (var stream = Template.class.getResourceAsStream(file)) {
            return new Template(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Template with(Map<String, ?> values) {
        var filled = text;
        for (var value : values.entrySet()) {
            filled =
                    filled.replace("${" + value.getKey() + "}", value.getValue().toString());
        }
        return new Template(filled);
    }

    /** Writes the text and gives the file back. */
    Path to(Path file) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw StartFailedException.because("Cannot write " + file, e);
        }
    }
}
