package dev.pricetide.local.platform.launcher;

import dev.pricetide.events.BatchId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends a file and follows it until every row is stored and every series has its forecast. */
final class BatchPost {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** Longer than the broker's retries of one event take. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int REASONS_SHOWN = 5;
    private static final String PROGRESS = """
            query ($id: String!) { batch(id: $id) {
              state rows stored rejected series forecast tooShort rejectedSeries } }
            """;
    private static final String REJECTED = """
            query ($id: String!, $first: Int) { batch(id: $id) {
              rejectedRows(first: $first) { items { line column reason text } } } }
            """;

    private final PrintStream out;
    private final URI platform;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final GraphQlClient graphQl;
    private final ProgressLine line;

    BatchPost(PrintStream out, URI platform) {
        this.out = out;
        this.platform = platform;
        this.graphQl = new GraphQlClient(client, platform);
        this.line = new ProgressLine(out, System.console() != null);
    }

    GraphQlClient graphQl() {
        return graphQl;
    }

    /**
     * Returns when the batch is done.
     *
     * @throws CommandFailedException if it is refused, comes to a standstill or stores nothing
     */
    void run(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CommandFailedException(file + " cannot be read.");
        }
        Upload upload = new Upload(
                client, platform, rows -> line.show("  %s: %,d rows sent", file.getFileName(), rows), this::tellRetry);
        Upload.Accepted accepted = upload.send(file);
        line.end();
        out.println("  Taken as batch " + accepted.batch() + ".");
        BatchProgress progress = follow(accepted);
        if (progress.rejected() > 0) {
            tellRejected(accepted.batch(), progress.rejected());
        }
        if (progress.stored() == 0) {
            throw new CommandFailedException("No row of " + file + " was stored.");
        }
    }

    private BatchProgress follow(Upload.Accepted accepted) {
        BatchProgress last = null;
        long changed = System.nanoTime();
        String reason = "its progress does not move";
        while (System.nanoTime() - changed < PATIENCE.toNanos()) {
            try {
                BatchProgress progress = BatchProgress.of(
                        graphQl.ask(PROGRESS, id(accepted.batch())).getJsonObject("batch"));
                show(accepted, progress);
                if (progress.done()) {
                    line.end();
                    return progress;
                }
                if (!progress.equals(last)) {
                    changed = System.nanoTime();
                    last = progress;
                }
                reason = "its progress does not move";
            } catch (IOException e) {
                reason = e.getMessage();
            }
            pause();
        }
        line.end();
        throw new CommandFailedException("The batch " + accepted.batch() + " is not done after " + PATIENCE.toMinutes()
                + " minutes without a change: " + reason);
    }

    private void show(Upload.Accepted accepted, BatchProgress progress) {
        line.show(
                "  %,d rows sent, %,d stored, %,d rejected; %,d series, %,d forecast, %,d too short",
                accepted.rows(),
                progress.stored(),
                progress.rejected(),
                accepted.series(),
                progress.forecast(),
                progress.tooShort());
    }

    private void tellRetry(String sentence) {
        line.end();
        out.println("  " + sentence);
    }

    private void tellRejected(BatchId batch, long rejected) {
        out.printf("  Rejected rows: %,d. The first of them:%n", rejected);
        try {
            JsonArray rows = graphQl.ask(REJECTED, id(batch).put("first", REASONS_SHOWN))
                    .getJsonObject("batch")
                    .getJsonObject("rejectedRows")
                    .getJsonArray("items");
            for (int i = 0; i < rows.size(); i++) {
                JsonObject row = rows.getJsonObject(i);
                out.println("    line " + row.getLong("line") + ", " + row.getString("column") + ": "
                        + row.getString("reason"));
            }
        } catch (IOException e) {
            out.println("    (not known: " + e.getMessage() + ")");
        }
    }

    private static JsonObject id(BatchId batch) {
        return new JsonObject().put("id", batch.toString());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted.");
        }
    }
}
