package dev.pricetide.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JVM's archive of a server's classes, which spares later starts much of their class loading. A server writes it
 * when it is stopped in order; nothing depends on there being one.
 *
 * @param options what tells the JVM to use the archive, or else to write it
 * @param file where later starts look for it
 * @param draft where this start writes it; empty when there is one already
 */
record ClassArchive(List<String> options, Path file, Optional<Path> draft) {
    static ClassArchive of(ServerJava java) {
        var file = java.folder().cache().resolve("classes-" + Integer.toHexString(fingerprint(java)) + ".jsa");
        if (!java.settings().classArchive()) {
            return new ClassArchive(List.of(), file, Optional.empty());
        }
        if (Files.exists(file)) {
            return new ClassArchive(List.of("-XX:SharedArchiveFile=" + file), file, Optional.empty());
        }
        var draft = file.resolveSibling("draft.jsa");
        // The JVM would name each of the classes that cannot be archived.
        var quiet = List.of("-Xlog:cds=error", "-Xlog:cds+dynamic=error");
        var options = Stream.concat(quiet.stream(), Stream.of("-XX:ArchiveClassesAtExit=" + draft));
        return new ClassArchive(options.toList(), file, Optional.of(draft));
    }

    /** Keeps what the ended server has written, if anything, in the place of an earlier version's. */
    void keep() {
        if (draft.filter(Files::exists).isEmpty()) {
            return;
        }
        try (var entries = Files.list(file.getParent())) {
            for (var entry : entries.toList()) {
                if (!entry.equals(draft.get())) {
                    Files.delete(entry);
                }
            }
            Files.move(draft.get(), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // The next start is as slow as this one.
        }
    }

    /** The JVM refuses an archive of other jars or of another JVM, so each combination has its own. */
    private static int fingerprint(ServerJava java) {
        var jvm = java.home().folder().resolve("release");
        return Stream.concat(java.classPath().jars().stream(), Stream.of(jvm))
                .map(path -> path + "@" + path.toFile().lastModified())
                .collect(Collectors.joining())
                .hashCode();
    }
}
