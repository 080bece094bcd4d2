package dev.pricetide.local.platform.launcher;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pricetide.local.servers.Loopback;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole pipeline through the launcher: nothing is replaced, mocked or shortened.
 *
 * <p>What it proves: the demo shows the forecasts and leaves nothing behind; a second start keeps what was stored; no row
 * is lost or doubled while functions are killed; functions sleep when nobody asks and wake alone; {@code kill -9} of the
 * launcher leaves nothing behind.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(240)
class PipelineIT {
    private static final int SERIES = 24;
    private static final int DAYS = 400;

    @TempDir
    static Path folder;

    @Test
    @Order(1)
    void theDemoShowsTheForecastsAndLeavesNothingBehind() throws Exception {
        // When
        try (var launcher = start("demo", "--once", "--port", String.valueOf(Loopback.freePort()))) {
            int exitCode = launcher.await();

            // Then
            assertThat(exitCode).as(launcher.output()).isZero();
            assertThat(launcher.output())
                    .contains("4,610 rows sent, 4,610 stored, 0 rejected; 9 series, 9 forecast")
                    .contains("company", "offer", "last price", "next price", "p10 to p90", "change")
                    .contains("Abcdin", "Falabella", "Lider", "Paris", "Ripley", "claro", "entel", "movistar", "wom");
            assertThat(launcher.descendantsSeen()).isGreaterThan(7);
            launcher.awaitNobodyLeft();
        }
    }

    @Test
    @Order(2)
    void aSecondStartKeepsEverythingAndNoRowIsLostWhenFunctionsAreKilled() throws Exception {
        int port = Loopback.freePort();
        try (var launcher = start("up", "--port", String.valueOf(port))) {
            launcher.awaitOutput("Ctrl-C stops everything.");
            URI address = URI.create("http://127.0.0.1:" + port);
            GraphQlClient graphQl = new GraphQlClient(HttpClient.newHttpClient(), address);

            // Nobody has asked for anything yet
            assertThat(LauncherProcess.functions(port))
                    .allSatisfy((name, pids) -> assertThat(pids).as(name).isEmpty());

            assertThat(LauncherProcess.servers(port))
                    .containsOnlyKeys("kafka", "cassandra")
                    .allSatisfy((name, at) -> assertThat(at).as(name).matches("127\\.0\\.0\\.1:\\d+"));

            // What the demo stored is there, and asking wakes one function alone
            assertThat(forecasts(graphQl, "23")).isEqualTo(9);
            assertThat(LauncherProcess.functions(port))
                    .allSatisfy((name, pids) -> assertThat(pids).as(name).hasSize(name.equals("query") ? 1 : 0));

            // While a file is posted, one process of each function is killed
            Path file = prices(folder.resolve("prices.csv"));
            CompletableFuture<Void> post = CompletableFuture.runAsync(
                    () -> new BatchPost(new PrintStream(PrintStream.nullOutputStream()), address).run(file));
            Set<String> unharmed = new HashSet<>(Set.of("ingest", "importer", "predict", "notify"));
            await().atMost(150, SECONDS).pollInterval(20, MILLISECONDS).until(() -> {
                LauncherProcess.functions(port).forEach((name, pids) -> {
                    if (!pids.isEmpty() && unharmed.remove(name)) {
                        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
                    }
                });
                return post.isDone() && (unharmed.isEmpty() || post.isCompletedExceptionally());
            });
            post.join();
            assertThat(unharmed).isEmpty();
            assertEveryRowIsStoredOnce(graphQl);

            // When nobody asks any more, nothing runs
            await().atMost(90, SECONDS)
                    .until(() ->
                            LauncherProcess.functions(port).values().stream().allMatch(Set::isEmpty));
            assertThat(LauncherProcess.deadLetters(port)).isZero();
            assertThat(forecasts(graphQl, "g1")).isEqualTo(SERIES / 2);
            assertThat(LauncherProcess.functions(port).entrySet().stream()
                            .filter(function -> !function.getValue().isEmpty())
                            .map(Map.Entry::getKey))
                    .containsExactly("query");

            // And kill -9 of the launcher takes all with it
            launcher.kill();
            launcher.awaitNobodyLeft();
        }
    }

    @Test
    @Order(3)
    void ctrlCStopsEverythingInOrder() throws Exception {
        try (var launcher = start("up", "--port", String.valueOf(Loopback.freePort()))) {
            launcher.awaitOutput("Ctrl-C stops everything.");

            // When
            launcher.interrupt();
            launcher.await();

            // Then
            assertThat(launcher.output()).contains("Stopping.");
            launcher.awaitNobodyLeft();
        }
    }

    @Test
    @Order(4)
    void aPortThatIsTakenIsOneSentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var launcher = start("up", "--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(launcher.await()).isEqualTo(1);
            assertThat(launcher.output().lines().reduce((first, last) -> last).orElse(""))
                    .startsWith("Port " + taken.getLocalPort() + " on 127.0.0.1 cannot be used")
                    .endsWith("choose another one with --port.");
            launcher.awaitNobodyLeft();
        }
    }

    private static LauncherProcess start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return LauncherProcess.start(folder, all.toArray(String[]::new));
    }

    /** Two groups; every price tells its series and day. */
    private static Path prices(Path file) throws IOException {
        StringBuilder rows =
                new StringBuilder("product_id,timestamp,product,country,company,product_group_id,offer_type,price\n");
        for (int day = 0; day < DAYS; day++) {
            for (int series = 0; series < SERIES; series++) {
                rows.append("s%d,%s,phone %d,CL,company %d,g%d,unlocked,%s%n"
                        .formatted(
                                series,
                                LocalDate.of(2020, 1, 1).plusDays(day),
                                series % 2,
                                series,
                                series % 2,
                                price(series, day)));
            }
        }
        return Files.writeString(file, rows);
    }

    private static String price(int series, int day) {
        return (100 + series) + "." + (1_000 + day);
    }

    private static void assertEveryRowIsStoredOnce(GraphQlClient graphQl) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (int series = 0; series < SERIES; series++) {
            JsonArray measures = graphQl.ask("""
                            query ($id: String!) { product(id: $id) {
                              measures(from: "2020-01-01T00:00:00Z", to: "2022-01-01T00:00:00Z") { instant price } } }
                            """, new JsonObject().put("id", "s" + series))
                    .getJsonObject("product")
                    .getJsonArray("measures");
            assertThat(measures).as("measures of s" + series).hasSize(DAYS);
            for (int day = 0; day < DAYS; day++) {
                String instant = LocalDate.of(2020, 1, 1).plusDays(day) + "T00:00:00Z";
                JsonObject measure = measures.getJsonObject(day);
                if (!measure.getString("instant").equals(instant)
                        || measure.getDouble("price") != Double.parseDouble(price(series, day))) {
                    wrong.add("s" + series + " " + instant + ": " + measure);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static long forecasts(GraphQlClient graphQl, String group) throws IOException {
        return graphQl
                .ask("""
                        query ($group: String!) { products(group: $group, first: 100) {
                          items { productId forecast { lastPrice } } } }
                        """, new JsonObject().put("group", group))
                .getJsonObject("products")
                .getJsonArray("items")
                .stream()
                .map(JsonObject.class::cast)
                .filter(series -> series.getJsonObject("forecast") != null)
                .count();
    }
}
