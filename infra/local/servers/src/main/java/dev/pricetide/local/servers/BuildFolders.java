package dev.pricetide.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The folders of the builds that share servers, each named after its Maven process. */
record BuildFolders(Path parent) {
    Path of(RunningProcess build) throws IOException {
        for (var folder : all()) {
            if (process(folder).filter(build::isSameAs).isPresent()) {
                return folder;
            }
        }
        return Files.createDirectories(parent.resolve(build.toString()));
    }

    void deleteThoseOfEndedBuilds() throws IOException {
        for (var folder : all()) {
            var build = process(folder);
            if (build.isPresent() && build.flatMap(RunningProcess::handle).isEmpty()) {
                delete(folder);
            }
        }
    }

    /** Deletes a folder and what is in it; passes over what a server that is just ending deletes at the same time. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var entries = Files.walk(folder)) {
            for (var entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }

    private List<Path> all() throws IOException {
        try (var entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private static Optional<RunningProcess> process(Path folder) {
        return RunningProcess.parse(folder.getFileName().toString());
    }
}
