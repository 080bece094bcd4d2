package dev.pricetide.local.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Servers that a {@link ServerHost} keeps, and how others learn of them.
 *
 * @param host the process that owns them
 */
record HostedServers(SharedServers servers, RunningProcess host) {
    /** What a host prints once its servers answer; anything else is why they do not. */
    static final String READY = "ready";

    private static final String FILE = "servers.properties";

    /** The servers of a build that has some, if their host runs. */
    static Optional<HostedServers> read(Path build) {
        if (!Files.exists(build.resolve(FILE))) {
            return Optional.empty();
        }
        try (var reader = Files.newBufferedReader(build.resolve(FILE))) {
            var properties = new Properties();
            properties.load(reader);
            var servers = new SharedServers(
                    properties.getProperty("kafka"),
                    Loopback.address(Integer.parseInt(properties.getProperty("cassandra.port"))));
            return RunningProcess.parse(properties.getProperty("host"))
                    .filter(host -> host.handle().isPresent())
                    .map(host -> new HostedServers(servers, host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path build) throws IOException {
        var properties = new Properties();
        properties.setProperty("kafka", servers.bootstrapServers());
        properties.setProperty(
                "cassandra.port", String.valueOf(servers.contactPoint().getPort()));
        properties.setProperty("host", host.toString());
        var draft = build.resolve(FILE + ".draft");
        try (var writer = Files.newBufferedWriter(draft)) {
            properties.store(writer, null);
        }
        Files.move(draft, build.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Starts a host for the owner and waits until its servers answer. */
    static HostedServers start(Path build, ProcessHandle owner) {
        try {
            var host = new ProcessBuilder(
                            JavaHome.current().java().toString(),
                            "-Xmx32m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dpricetide.root=" + ProjectRoot.find(),
                            "-cp",
                            ownClasses().toString(),
                            ServerHost.class.getName(),
                            RunningProcess.of(owner).toString(),
                            build.toString())
                    .redirectError(build.resolve("host.log").toFile())
                    .start();
            try (BufferedReader reports = host.inputReader()) {
                var report = reports.readLine();
                if (READY.equals(report)) {
                    return read(build).orElseThrow();
                }
                throw new StartFailedException(
                        report != null
                                ? report
                                : "The servers' host ended at once; its log: " + build.resolve("host.log"));
            }
        } catch (IOException e) {
            throw StartFailedException.because("The servers' host cannot be run", e);
        }
    }

    private static Path ownClasses() {
        try {
            return Path.of(HostedServers.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
