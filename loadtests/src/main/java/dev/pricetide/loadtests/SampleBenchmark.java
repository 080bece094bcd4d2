package dev.pricetide.loadtests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pricetide.events.BatchId;
import dev.pricetide.events.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The committed sample from POST to every forecast readable, warm and from zero, with the share of each stage. */
public final class SampleBenchmark {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Path file;
    private final RunningPlatform platform;
    private final EventTimes events;

    private SampleBenchmark(Path file, RunningPlatform platform, EventTimes events) {
        this.file = file;
        this.platform = platform;
        this.events = events;
    }

    /**
     * Measures and prints a Markdown report.
     *
     * @param arguments the repository's root, and the number of runs of each kind
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory(Files.createDirectories(root.resolve("loadtests/target")), "sample-");
        try (RunningPlatform platform = RunningPlatform.start(root, folder)) {
            Path file = root.resolve("models/data/sample-group-23.csv");
            Report report = new Report(System.out);
            report.begin(Sample.read(file, "").rows().size(), runs);
            report.stages("from zero", measure(file, platform, runs, true));
            report.stages("warm", measure(file, platform, runs, false));
            report.limit(directWrites(file, platform, runs));
        }
    }

    private static List<StageTimes> measure(Path file, RunningPlatform platform, int runs, boolean fromZero)
            throws IOException, InterruptedException {
        List<StageTimes> times = new ArrayList<>();
        // The first run of each kind warms files and caches and is not counted.
        for (int i = 0; i <= runs; i++) {
            if (fromZero) {
                awaitZero(platform);
            }
            try (EventTimes events = new EventTimes(platform.server("kafka"))) {
                StageTimes run = new SampleBenchmark(file, platform, events).run((fromZero ? "-zero-" : "-warm-") + i);
                if (i > 0) {
                    times.add(run);
                }
            }
        }
        return times;
    }

    private static List<Duration> directWrites(Path file, RunningPlatform platform, int runs)
            throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        try (DirectWrite direct = new DirectWrite(platform.server("cassandra"))) {
            for (int i = 0; i <= runs; i++) {
                Duration time = direct.write(Sample.read(file, "-direct-" + i));
                if (i > 0) {
                    times.add(time);
                }
            }
        }
        return times;
    }

    private StageTimes run(String suffix) throws IOException, InterruptedException {
        Sample sample = Sample.read(file, suffix);
        byte[] csv = sample.csv();
        String batch = BatchId.at(Instant.now()).toString();

        Instant posted = Instant.now();
        CompletableFuture<Instant> readable = CompletableFuture.supplyAsync(() -> awaitForecasts(batch, sample));
        platform.post(batch, csv);
        Instant accepted = Instant.now();
        int series = (int) sample.series();
        events.await(EventType.PRICE_PREDICTED, series, LIMIT);
        return new StageTimes(
                posted,
                accepted,
                events.last(EventType.SERIES_UPDATED),
                events.last(EventType.PRICE_PREDICTED),
                readable.join());
    }

    /** Asks as the console does, until the batch is done and every series has its forecast. */
    private Instant awaitForecasts(String batch, Sample sample) {
        String query =
                "{ batch(id: \"%s\") { state } products(group: \"%s\", first: 100) { items { forecast { originDay } } } }"
                        .formatted(batch, sample.group());
        Instant end = Instant.now().plus(LIMIT);
        try {
            while (Instant.now().isBefore(end)) {
                JsonNode data = platform.query(query);
                long forecasts = data.get("products")
                        .get("items")
                        .findValues("originDay")
                        .size();
                if (data.at("/batch/state").asText().equals("DONE") && forecasts == sample.series()) {
                    return Instant.now();
                }
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
        throw new IllegalStateException("Not every forecast could be read within " + LIMIT);
    }

    private static void awaitZero(RunningPlatform platform) throws IOException, InterruptedException {
        while (!platform.atZero()) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
