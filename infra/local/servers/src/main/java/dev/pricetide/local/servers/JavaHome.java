package dev.pricetide.local.servers;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * An installed Java.
 *
 * @param folder the one with {@code bin/java}
 * @param feature its feature release: 17, 25
 */
public record JavaHome(Path folder, int feature) {
    /** The one that runs this code. */
    public static JavaHome current() {
        return new JavaHome(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * The first one of this feature release among: the running one, {@code JAVA_HOME}, and where Debian, Fedora, SDKMAN,
     * asdf, Gradle, IntelliJ IDEA, Homebrew and macOS install theirs.
     */
    public static Optional<JavaHome> find(int feature) {
        return all().filter(home -> home.feature() == feature).findFirst();
    }

    /** Every installed Java that is found, the running one first. */
    public static Stream<JavaHome> all() {
        var user = Path.of(System.getProperty("user.home"));
        var given = Stream.ofNullable(System.getenv("JAVA_HOME")).map(Path::of);
        var installed = Stream.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/usr/java"),
                        Path.of("/opt/java"),
                        Path.of("/Library/Java/JavaVirtualMachines"),
                        Path.of("/opt/homebrew/opt"),
                        user.resolve("Library/Java/JavaVirtualMachines"),
                        user.resolve(".sdkman/candidates/java"),
                        user.resolve(".asdf/installs/java"),
                        user.resolve(".gradle/jdks"),
                        user.resolve(".jdks"))
                .flatMap(folder -> children(folder).stream())
                .flatMap(folder -> Stream.of(
                        folder, folder.resolve("Contents/Home"), folder.resolve("libexec/openjdk.jdk/Contents/Home")));
        return Stream.concat(
                Stream.of(current()),
                Stream.concat(given, installed).map(JavaHome::read).filter(Objects::nonNull));
    }

    /** The program {@code java}. */
    public Path java() {
        return folder.resolve("bin/java");
    }

    private static List<Path> children(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Reads the file {@code release} that every JDK since 9 carries; null when the folder holds no Java. */
    private static JavaHome read(Path folder) {
        if (!Files.isExecutable(folder.resolve("bin/java")) || !Files.exists(folder.resolve("release"))) {
            return null;
        }
        try {
            var release = new Properties();
            release.load(new StringReader(Files.readString(folder.resolve("release"))));
            var version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
            return new JavaHome(folder, Integer.parseInt(version.split("[.+-]")[0]));
        } catch (NumberFormatException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
