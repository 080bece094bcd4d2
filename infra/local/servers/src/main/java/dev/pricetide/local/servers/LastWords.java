package dev.pricetide.local.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a process' log says of its end. */
public final class LastWords {
    private static final Pattern FRAME = Pattern.compile("\\s+(at .*|\\.\\.\\. \\d+ .*)");
    private static final Pattern TELLING = Pattern.compile(".*(ERROR|FATAL|Exception|Error|Cannot|cannot|failed).*");

    private LastWords() {}

    /** The last line that tells of a failure with the lines beside it, else the last three; stack frames never. */
    public static String of(Path log) {
        try {
            // Latin-1 takes any byte: a log cut in the middle of a character must not hide the rest of it.
            var lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> !line.isBlank() && !FRAME.matcher(line).matches())
                    .map(String::strip)
                    .toList();
            return lines.isEmpty() ? "it logged nothing" : "it last said: " + String.join(" | ", chosen(lines));
        } catch (IOException e) {
            return "it left no log";
        }
    }

    private static List<String> chosen(List<String> lines) {
        var middle = lines.size() - 2;
        for (var i = 0; i < lines.size(); i++) {
            if (TELLING.matcher(lines.get(i)).matches()) {
                middle = i;
            }
        }
        return lines.subList(Math.max(0, middle - 1), Math.min(lines.size(), middle + 2));
    }
}
