package dev.pricetide.local.platform.launcher;

import dev.pricetide.local.platform.activator.FunctionProgram;
import dev.pricetide.local.platform.manifest.ServiceManifest;
import dev.pricetide.local.servers.ChildCommand;
import dev.pricetide.local.servers.JavaHome;
import dev.pricetide.local.servers.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A function as its module was built: a native executable where there is one, else a Quarkus application for the JVM. */
final class BuiltFunction implements FunctionProgram {
    private static final String ARCHIVE = "app-cds.jsa";

    private final ServiceManifest service;
    private final List<String> command;
    private final Path directory;
    private final Map<String, String> environment;
    private final Path logs;

    private BuiltFunction(
            ServiceManifest service, List<String> command, Path directory, Map<String, String> environment, Path logs) {
        this.service = service;
        this.command = command;
        this.directory = directory;
        this.environment = environment;
        this.logs = logs;
    }

    /**
     * Finds what was built.
     *
     * @param root the folder with {@code functions/}
     * @param addresses what is put over the variables of the same name that the manifest has
     * @throws StartFailedException if the module is not built
     */
    static BuiltFunction find(Path root, ServiceManifest service, Map<String, String> addresses, Path logs) {
        Path target = root.resolve("functions").resolve(service.name()).resolve("target");
        Path application = target.resolve("quarkus-app");
        Map<String, String> environment = new HashMap<>(service.environment());
        environment.replaceAll((name, value) -> addresses.getOrDefault(name, value));
        Path jar = application.resolve("quarkus-run.jar");
        // The newer of the two is what the sources say now.
        Optional<Path> executable = nativeExecutable(target).filter(file -> !isNewer(jar, file));
        if (executable.isPresent()) {
            List<String> command = List.of(executable.get().toString());
            return new BuiltFunction(service, command, target, environment, logs);
        }
        if (!Files.exists(jar)) {
            throw new StartFailedException("The function " + service.name() + " is not built (" + application
                    + " has no quarkus-run.jar); build it with ./mvnw -Dquick package.");
        }
        return new BuiltFunction(service, onJvm(application), application, environment, logs);
    }

    @Override
    public ChildCommand process(int number, int port) {
        Path log = logs.resolve(service.name() + "-" + number + ".log");
        keepPrevious(log);
        Map<String, String> own = new HashMap<>(environment);
        own.put("PORT", String.valueOf(port));
        own.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        own.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        return new ChildCommand(command, directory, own, log);
    }

    /** What starts fastest: the client compiler alone, the simplest collector, classes that were parsed at build time. */
    private static List<String> onJvm(Path application) {
        List<String> command = new ArrayList<>(List.of(
                JavaHome.current().java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        if (Files.exists(application.resolve(ARCHIVE))) {
            command.addAll(List.of("-Xshare:auto", "-Xlog:cds=off", "-XX:SharedArchiveFile=" + ARCHIVE));
        }
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        return command;
    }

    private static Optional<Path> nativeExecutable(Path target) {
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner") && Files.isExecutable(file))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNewer(Path file, Path other) {
        try {
            return Files.exists(file)
                    && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keepPrevious(Path log) {
        try {
            if (Files.exists(log)) {
                String previous = log.getFileName().toString().replace(".log", ".previous.log");
                Files.move(log, log.resolveSibling(previous), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
