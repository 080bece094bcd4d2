package dev.pricetide.local.platform.launcher;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.pricetide.local.servers.JavaHome;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The launcher as the script runs it, with what it prints and every process that it ever started. */
final class LauncherProcess implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final Path output;
    private final Set<ProcessHandle> descendants = ConcurrentHashMap.newKeySet();

    private LauncherProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static LauncherProcess start(Path folder, String... arguments) throws IOException {
        Path output = Files.createTempFile(folder, "launcher-", ".out");
        List<String> command = new ArrayList<>(List.of(
                JavaHome.current().java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dpricetide.root=" + System.getProperty("pricetide.root"),
                "-cp",
                "target/classes:" + Files.readString(Path.of("target/launcher.classpath")),
                Pricetide.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        LauncherProcess launcher = new LauncherProcess(process, output);
        Thread watch = new Thread(launcher::watch, "descendants");
        watch.setDaemon(true);
        watch.start();
        return launcher;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end; gives the exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(3, MINUTES)) {
            throw new AssertionError("Still running: " + output());
        }
        return process.exitValue();
    }

    void awaitOutput(String text) {
        Awaitility.await().atMost(2, MINUTES).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("Ended: " + output());
            }
            return output().contains(text);
        });
    }

    void kill() {
        process.destroyForcibly();
    }

    /** As Ctrl-C would. */
    void interrupt() {
        process.destroy();
    }

    List<ProcessHandle> descendantsAlive() {
        return descendants.stream().filter(ProcessHandle::isAlive).toList();
    }

    void awaitNobodyLeft() {
        Awaitility.await().atMost(1, MINUTES).until(() -> descendantsAlive().isEmpty());
    }

    int descendantsSeen() {
        return descendants.size();
    }

    /** The ids of the functions' processes that are ready, by function. */
    static Map<String, Set<Long>> functions(int port) throws Exception {
        return status(port).getJsonArray("functions").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(
                        function -> function.getString("name"),
                        function -> function.getJsonArray("processes").stream()
                                .map(JsonObject.class::cast)
                                .filter(each -> each.getString("state").equals("ready"))
                                .map(each -> each.getLong("pid"))
                                .collect(Collectors.toSet())));
    }

    /** Events that were given up. */
    static long deadLetters(int port) throws Exception {
        return status(port).getJsonArray("triggers").stream()
                .map(JsonObject.class::cast)
                .mapToLong(trigger -> trigger.getLong("deadLettered"))
                .sum();
    }

    /** Where Kafka and Cassandra listen, by name. */
    static Map<String, String> servers(int port) throws Exception {
        return status(port).getJsonObject("servers").stream()
                .collect(Collectors.toMap(Map.Entry::getKey, server -> (String) server.getValue()));
    }

    private static JsonObject status(int port) throws Exception {
        URI page = URI.create("http://127.0.0.1:" + port + "/-/status");
        return new JsonObject(CLIENT.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private void watch() {
        while (process.isAlive()) {
            process.descendants().forEach(descendants::add);
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
