package dev.pricetide.ingest.batch;

import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A case of {@code batches.txt}; its first lines say how to read it. */
record BatchCase(String name, byte[] csv, List<String> fragments, List<String> refusals, String refused) {

    static Stream<BatchCase> all() {
        try (InputStream in = BatchCase.class.getResourceAsStream("/batches.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^=== ")).skip(1).map(BatchCase::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BatchCase parse(String text) {
        String name = text.lines().findFirst().orElseThrow();
        return new BatchCase(
                name,
                bytes(section(text, "csv")),
                section(text, "fragments"),
                section(text, "refusals"),
                String.join("\n", section(text, "refused")));
    }

    private static List<String> section(String text, String title) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("--- ")) {
                inside = line.equals("--- " + title);
            } else if (inside) {
                lines.add(line);
            }
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static byte[] bytes(List<String> lines) {
        String text = lines.stream().map(line -> line + "\n").collect(joining());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (character != '\\') {
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            char escape = text.charAt(i++);
            if (escape == 'x') {
                bytes.write(Integer.parseInt(text.substring(i, i + 2), 16));
                i += 2;
            } else if (escape != '\n') {
                bytes.write("rnt".indexOf(escape) < 0 ? escape : "\r\n\t".charAt("rnt".indexOf(escape)));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
