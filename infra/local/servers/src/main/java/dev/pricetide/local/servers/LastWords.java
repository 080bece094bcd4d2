package dev.pricetide.local.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a server's log says of its end. */
final class LastWords {
    private static final int LINES = 3;
    private static final Pattern FRAME = Pattern.compile("\\s+(at .*|\\.\\.\\. \\d+ .*)");
    private static final Pattern TELLING = Pattern.compile(".*(ERROR|FATAL|Exception|Error|Cannot|cannot|failed).*");

    private LastWords() {}

    /** The last three lines that tell of a failure, else the last three lines; stack frames never. */
    static String of(Path log) {
        try {
            // Latin-1 takes any byte: a log cut in the middle of a character must not hide the rest of it.
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> !line.isBlank() && !FRAME.matcher(line).matches())
                    .toList();
            List<String> telling = lines.stream()
                    .filter(line -> TELLING.matcher(line).matches())
                    .toList();
            var chosen = telling.isEmpty() ? lines : telling;
            var last = chosen.subList(Math.max(0, chosen.size() - LINES), chosen.size());
            return last.isEmpty() ? "it logged nothing" : "it last said: " + String.join(" | ", last);
        } catch (IOException e) {
            return "it left no log";
        }
    }
}
