package dev.pricetide.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One step of the schema's history: a file {@code V<version>__<what_it_does>.cql}.
 *
 * @param version 1, 2, 3, ...
 * @param file the file's name
 * @param text its CQL; every statement may run twice (IF NOT EXISTS, IF EXISTS), as one that was cut off does
 */
record Migration(int version, String file, String text) {
    private static final Pattern NAME = Pattern.compile("V(\\d{3})__[a-z0-9_]+\\.cql");

    static Migration of(String file, String text) {
        var name = NAME.matcher(file);
        if (!name.matches()) {
            throw new IllegalArgumentException("A migration is named V001__what_it_does.cql, not " + file + ".");
        }
        // A checkout with Windows' line ends is the same migration.
        return new Migration(Integer.parseInt(name.group(1)), file, text.replace("\r\n", "\n"));
    }

    /** Reads a file of the folder {@code migrations} on the class path. */
    static Migration read(String file) {
        try (var stream = Migration.class.getResourceAsStream("/migrations/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("There is no migrations/" + file + " on the class path.");
            }
            return of(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> statements() {
        return new CqlScript(text).statements();
    }

    /** The SHA-256 of the text in hexadecimal. */
    String checksum() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
