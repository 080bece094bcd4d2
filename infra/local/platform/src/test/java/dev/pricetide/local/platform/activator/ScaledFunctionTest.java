package dev.pricetide.local.platform.activator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The activator with real processes. */
class ScaledFunctionTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(6);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    @Test
    void startsOneProcessForTheFirstRequestsAndNoneAfterTheWindow() throws Exception {
        try (var running = new RunningFunction(folder, service(100, SHORTEST_WINDOW), 4)) {
            // Given
            assertThat(running.status().processes()).isEmpty();

            // When many come at once
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> getAsync(running, "/pid"))
                    .toList();
            List<String> pids = answers.stream()
                    .map(answer -> answer.join().body())
                    .distinct()
                    .toList();

            // Then one process has answered them all
            assertThat(pids).hasSize(1);
            ProcessHandle process =
                    ProcessHandle.of(Long.parseLong(pids.get(0))).orElseThrow();
            assertThat(process.isAlive()).isTrue();
            await().atMost(30, SECONDS).until(() -> running.status().processes().isEmpty());
            assertThat(process.isAlive()).isFalse();

            // And the next request is answered by another
            assertThat(get(running, "/pid").body()).isNotEqualTo(pids.get(0));
        }
    }

    @Test
    void staysAwakeWhileARequestLastsLongerThanTheWindow() throws Exception {
        try (var running = new RunningFunction(folder, service(100, SHORTEST_WINDOW), 1)) {
            assertThat(get(running, "/slow?8000").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aProcessIsGivenNoMoreRequestsThanItsConcurrency() throws Exception {
        try (var running = new RunningFunction(folder, service(2, LONG), 1)) {
            get(running, "/pid");

            // When
            var answers = IntStream.range(0, 6)
                    .mapToObj(i -> getAsync(running, "/slow?1500"))
                    .toList();

            // Then the others wait their turn
            await().atMost(5, SECONDS).until(() -> running.status().queued() == 4);
            assertThat(running.status().processes().get(0).inFlight()).isEqualTo(2);
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        }
    }

    @Test
    void refusesWhatTheQueueHasNoRoomFor() throws Exception {
        try (var running = new RunningFunction(folder, service(1, LONG), 1)) {
            // Given
            get(running, "/pid");
            var occupying = getAsync(running, "/slow?8000");
            await().atMost(5, SECONDS)
                    .until(() -> running.status().processes().get(0).inFlight() == 1);

            // When
            var statuses = IntStream.range(0, 1_020).mapToObj(i -> getAsync(running, "/pid")).toList().stream()
                    .collect(Collectors.groupingBy(answer -> answer.join().statusCode(), Collectors.counting()));

            // Then
            assertThat(statuses).isEqualTo(Map.of(200, 1_000L, 503, 20L));
            assertThat(occupying.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void startsMoreProcessesInABurst() throws Exception {
        try (var running = new RunningFunction(folder, service(0, LONG), 3)) {
            // When
            var answers = IntStream.range(0, 60)
                    .mapToObj(i -> getAsync(running, "/slow?12000"))
                    .toList();

            // Then
            await().atMost(20, SECONDS)
                    .until(() -> running.status().processes().stream()
                                    .filter(process -> process.state().equals("ready"))
                                    .count()
                            == 3);
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        }
    }

    @Test
    void aProcessThatDiesFailsItsRequestsAndTheNextOneStartsAnother() throws Exception {
        try (var running = new RunningFunction(folder, service(100, LONG), 1)) {
            // Given
            String first = get(running, "/pid").body();
            var other = getAsync(running, "/slow?60000");
            await().atMost(5, SECONDS)
                    .until(() -> running.status().processes().get(0).inFlight() == 1);

            // When
            HttpResponse<String> answer = get(running, "/halt");

            // Then
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("The function ended or broke off before it answered");
            assertThat(other.join().statusCode()).isEqualTo(502);
            await().atMost(5, SECONDS).until(() -> running.status().processes().isEmpty());
            assertThat(get(running, "/pid").body()).isNotEqualTo(first);
        }
    }

    @Test
    void halfAnAnswerDoesNotLookLikeAWholeOne() throws Exception {
        try (var running = new RunningFunction(folder, service(100, LONG), 1)) {
            assertThatThrownBy(() -> get(running, "/half")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFunctionThatCannotStartSaysWhyAndIsNotStartedOverAndOver() throws Exception {
        try (var running = new RunningFunction(folder, service(100, LONG), 1, "broken")) {
            // When
            HttpResponse<String> first = get(running, "/pid");
            HttpResponse<String> second = get(running, "/pid");

            // Then
            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(first.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(first.body())
                    .contains("The function example did not start: it ended with exit code 3")
                    .contains("ERROR the configuration is wrong")
                    .contains("example-1.log");
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(running.status().processes()).isEmpty();
        }
    }

    @Test
    void anAnswerThatDoesNotBeginInTimeIs504() throws Exception {
        var service = RunningFunction.service(100, 50, LONG, Duration.ofSeconds(2));
        try (var running = new RunningFunction(folder, service, 1)) {
            get(running, "/pid");
            assertThat(get(running, "/slow?30000").statusCode()).isEqualTo(504);
            await().atMost(5, SECONDS)
                    .until(() -> running.status().processes().get(0).inFlight() == 0);
        }
    }

    @Test
    void passesOnMethodPathHeadersAndBodies() throws Exception {
        try (var running = new RunningFunction(folder, service(100, LONG), 1)) {
            // When
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(running.uri("/echo/a%20b?c=d&e"))
                            .header("Idempotency-Key", "42")
                            .method("PUT", HttpRequest.BodyPublishers.ofString("größe"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            // Then
            assertThat(answer.statusCode()).isEqualTo(418);
            assertThat(answer.headers().allValues("X-Twice")).containsExactly("1", "2");
            assertThat(answer.body())
                    .startsWith("PUT /echo/a%20b?c=d&e\n")
                    .contains("Idempotency-key: 42\n")
                    .contains("X-forwarded-host: 127.0.0.1:")
                    .endsWith("größe");
        }
    }

    @Test
    void streamsABodyLargerThanTheHeap() throws Exception {
        try (var running = new RunningFunction(folder, service(100, LONG), 1)) {
            // Given more than this JVM has room for
            byte[] part = new byte[1 << 20];
            long parts = Runtime.getRuntime().maxMemory() / part.length + 64;
            var body = HttpRequest.BodyPublishers.ofByteArrays(() -> IntStream.range(0, (int) Math.min(parts, 800))
                    .mapToObj(i -> part)
                    .iterator());

            // When
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(running.uri("/count")).POST(body).build(),
                    HttpResponse.BodyHandlers.ofString());

            // Then
            assertThat(answer.body()).isEqualTo(String.valueOf(Math.min(parts, 800) * part.length));
        }
    }

    @Test
    void leavesNoProcessBehind() throws Exception {
        long pid;
        try (var running = new RunningFunction(folder, service(100, LONG), 1)) {
            pid = Long.parseLong(get(running, "/pid").body());
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static dev.pricetide.local.platform.manifest.ServiceManifest service(int concurrency, Duration window) {
        return RunningFunction.service(concurrency, 10, window, LONG);
    }

    private static HttpResponse<String> get(RunningFunction running, String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(running.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static CompletableFuture<HttpResponse<String>> getAsync(RunningFunction running, String path) {
        return CLIENT.sendAsync(
                HttpRequest.newBuilder(running.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
