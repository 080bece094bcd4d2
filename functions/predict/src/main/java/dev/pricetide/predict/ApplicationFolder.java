package dev.pricetide.predict;

import io.quarkus.runtime.ImageMode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where this application lies: the folder of its jar or of its native executable.
 *
 * @param path absolute
 */
record ApplicationFolder(Path path) {

    static ApplicationFolder ofThisProcess() {
        String program = ImageMode.current().isNativeImage()
                ? ProcessHandle.current().info().command().orElse("")
                : System.getProperty("java.class.path", "");
        boolean isOneFile = !program.contains(File.pathSeparator) && Files.isRegularFile(Path.of(program));
        return new ApplicationFolder(
                isOneFile
                        ? Path.of(program).toAbsolutePath().getParent()
                        : Path.of("").toAbsolutePath());
    }

    /** The folder of that name beside the application, if there is one. */
    Optional<Path> beside(String name) {
        return Optional.of(path.resolve(name)).filter(Files::isDirectory);
    }
}
