package dev.pricetide.local.platform.launcher;

import dev.pricetide.events.BatchId;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Sends one file as one batch, as often as it takes: always under the same id, so that nothing is stored twice. */
final class Upload {
    private static final int ATTEMPTS = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** @param rejected rows that ingest refused */
    record Accepted(BatchId batch, long rows, long series, long rejected) {}

    private final HttpClient client;
    private final URI platform;
    private final LongConsumer rowsSent;
    private final Consumer<String> retries;

    /**
     * Prepares to send.
     *
     * @param rowsSent is told how many rows of the file have gone out, again from 0 at each attempt
     * @param retries is told, in a sentence, why there is another attempt
     */
    Upload(HttpClient client, URI platform, LongConsumer rowsSent, Consumer<String> retries) {
        this.client = client;
        this.platform = platform;
        this.rowsSent = rowsSent;
        this.retries = retries;
    }

    /** @throws CommandFailedException if the file is refused, or the platform stays away */
    Accepted send(Path file) {
        BatchId batch = BatchId.at(Instant.now());
        String reason = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt > 1) {
                Duration wait = waitBefore(attempt);
                retries.accept("Not taken yet (" + reason + "); trying again in " + wait.toSeconds() + " s.");
                pause(wait);
            }
            try {
                HttpResponse<String> response = post(file, batch);
                if (response.statusCode() == 202) {
                    return accepted(batch, new JsonObject(response.body()));
                }
                reason = "the answer was " + response.statusCode() + ": " + detail(response.body());
                if (response.statusCode() < 500 && response.statusCode() != 429) {
                    break;
                }
            } catch (ConnectException e) {
                reason = "nobody answers there";
                if (attempt == 1) {
                    throw new CommandFailedException("Nobody answers at " + platform
                            + "; start the platform with ./pricetide up, or name another one with --url.");
                }
            } catch (IOException e) {
                reason = e.getMessage() == null ? "the connection broke off" : e.getMessage();
            }
        }
        throw new CommandFailedException(file + " was not taken by " + platform + ": " + reason);
    }

    private static Duration waitBefore(int attempt) {
        Duration wait = Duration.ofSeconds(1L << (attempt - 2));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private HttpResponse<String> post(Path file, BatchId batch) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(platform.resolve("/v1/batches"))
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", batch.toString())
                .POST(body(file))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted while " + file + " was being sent.");
        }
    }

    private BodyPublisher body(Path file) throws IOException {
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> {
            try {
                return new RowCounter(Files.newInputStream(file), rowsSent);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        long size = Files.size(file);
        return size == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(stream, size);
    }

    private static Accepted accepted(BatchId batch, JsonObject totals) {
        return new Accepted(batch, totals.getLong("rows"), totals.getLong("series"), totals.getLong("rejected"));
    }

    private static String detail(String body) {
        try {
            return new JsonObject(body).getString("detail", body);
        } catch (DecodeException e) {
            return body;
        }
    }

    private static void pause(Duration wait) {
        try {
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted.");
        }
    }

    /** Counts the lines that were read, the header not among them. */
    private static final class RowCounter extends FilterInputStream {
        private final LongConsumer rows;
        private final AtomicLong lines = new AtomicLong();

        private RowCounter(InputStream stream, LongConsumer rows) {
            super(stream);
            this.rows = rows;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("Only whole blocks are read here.");
        }

        @Override
        public int read(byte[] block, int offset, int length) throws IOException {
            int read = super.read(block, offset, length);
            long ends = 0;
            for (int i = offset; i < offset + read; i++) {
                if (block[i] == '\n') {
                    ends++;
                }
            }
            if (ends > 0) {
                rows.accept(lines.addAndGet(ends) - 1);
            }
            return read;
        }
    }
}
