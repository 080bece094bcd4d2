package dev.pricetide.local.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The jars of one server and of nothing else, as Maven resolved them in a module that has only that server as a
 * dependency. Neither the other server's versions nor Quarkus' can reach it.
 */
record ServerClassPath(List<Path> jars) {
    /** @param server the module's folder beside this module's {@code src}: kafka or cassandra */
    static ServerClassPath of(String server) {
        var file = ProjectRoot.find().resolve("infra/local/servers/" + server + "/target/" + server + ".classpath");
        try {
            var jars = Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
            for (var jar : jars) {
                if (!Files.exists(jar)) {
                    throw notBuilt(server, jar);
                }
            }
            return new ServerClassPath(jars);
        } catch (NoSuchFileException e) {
            throw notBuilt(server, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar of the artifact, whatever its version. */
    Path jar(String artifact) {
        return jars.stream()
                .filter(jar -> jar.getFileName().toString().matches(artifact + "-\\d[^-]*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + artifact + " among " + jars));
    }

    @Override
    public String toString() {
        return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    }

    private static StartFailedException notBuilt(String server, Path missing) {
        return new StartFailedException("The " + server + " server is not there (" + missing
                + " is missing); build with ./mvnw -Dquick package first.");
    }
}
