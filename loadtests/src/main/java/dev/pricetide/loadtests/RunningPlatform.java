package dev.pricetide.loadtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pricetide.local.servers.ChildCommand;
import dev.pricetide.local.servers.ChildProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** {@code ./pricetide up} as a child process, with empty data of its own, and what can be asked of it over HTTP. */
final class RunningPlatform implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Long, because the launcher builds what is not built. */
    private static final Duration START_LIMIT = Duration.ofMinutes(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ChildProcess process;
    private final URI address;
    private final Path log;

    private RunningPlatform(ChildProcess process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    static RunningPlatform start(Path root, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Path log = folder.resolve("platform.log");
        List<String> up = List.of(
                root.resolve("pricetide").toString(),
                "up",
                "--port",
                String.valueOf(port),
                "--data",
                folder.resolve("data").toString());
        RunningPlatform platform = new RunningPlatform(
                ChildProcess.start(ChildCommand.of(log, up)), URI.create("http://127.0.0.1:" + port), log);
        platform.awaitStart();
        return platform;
    }

    /** Posts a CSV and returns once it is accepted. */
    void post(String batch, byte[] csv) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address.resolve("/v1/batches"))
                        .header("Content-Type", "text/csv")
                        .header("Idempotency-Key", batch)
                        .POST(BodyPublishers.ofByteArray(csv))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException("The batch was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** The answer's {@code data} to a GraphQL query. */
    JsonNode query(String graphQl) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(address.resolve("/graphql"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("query", graphQl))))
                        .build(),
                BodyHandlers.ofByteArray());
        JsonNode body = JSON.readTree(answer.body());
        if (answer.statusCode() != 200 || body.has("errors")) {
            throw new IOException("The query was answered with " + answer.statusCode() + ": " + body);
        }
        return body.get("data");
    }

    /** Whether no function process is left running. Asking wakes none. */
    boolean atZero() throws IOException, InterruptedException {
        return StreamSupport.stream(status().get("functions").spliterator(), false)
                .allMatch(function -> function.get("processes").isEmpty());
    }

    /** Where a server listens: {@code kafka} or {@code cassandra}. */
    String server(String name) throws IOException, InterruptedException {
        return status().get("servers").get(name).asText();
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(60));
    }

    private void awaitStart() throws IOException, InterruptedException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                if (status().has("servers")) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            if (!process.isAlive() || System.nanoTime() > limit) {
                throw new IOException("The platform did not start; its log is " + log);
            }
            Thread.sleep(100);
        }
    }

    private JsonNode status() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(address.resolve("/-/status")).build(), BodyHandlers.ofString());
        return JSON.readTree(answer.statusCode() == 200 ? answer.body() : "{}");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
