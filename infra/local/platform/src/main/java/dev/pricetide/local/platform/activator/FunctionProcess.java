package dev.pricetide.local.platform.activator;

import dev.pricetide.local.platform.broker.Endpoint;
import dev.pricetide.local.servers.ChildCommand;
import dev.pricetide.local.servers.ChildProcess;
import dev.pricetide.local.servers.LastWords;
import dev.pricetide.local.servers.Loopback;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One process of a function.
 *
 * <pre>
 *   STARTING --readiness probe answers 2xx--> READY --drain--> DRAINING --last request answered--> ended
 *       '---------------- the process ends by itself, from any state ---------------------------->'
 * </pre>
 */
final class FunctionProcess {
    private static final long PROBE_INTERVAL_MILLIS = 25;
    private static final long PROBE_TIMEOUT_MILLIS = 5_000;
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    enum State {
        STARTING,
        READY,
        DRAINING
    }

    /** Told of what happens to the process, on the event loop. */
    interface Owner {
        void ready(FunctionProcess process);

        /** @param reason what the process left behind, for people */
        void ended(FunctionProcess process, String reason);

        void released(FunctionProcess process);
    }

    private final Vertx vertx;
    private final HttpClient client;
    private final String readinessPath;
    private final int number;
    private final int port;
    private final Path log;
    private final Owner owner;
    private final long startedAt = System.nanoTime();
    private State state = State.STARTING;
    private ChildProcess child;
    private int inFlight;
    private String lastProbe = "no connection";
    private String killedBecause;

    /** Starts the process; {@code owner} hears of all that follows. */
    FunctionProcess(
            Vertx vertx, HttpClient client, FunctionProgram program, int number, String readinessPath, Owner owner) {
        this.vertx = vertx;
        this.client = client;
        this.readinessPath = readinessPath;
        this.number = number;
        this.port = Loopback.freePort();
        ChildCommand command = program.process(number, port);
        this.log = command.log();
        this.owner = owner;
        vertx.executeBlocking(() -> ChildProcess.start(command), false).onComplete(started -> {
            if (started.failed()) {
                owner.ended(this, started.cause().getMessage());
            } else {
                watch(started.result());
            }
        });
    }

    State state() {
        return state;
    }

    int inFlight() {
        return inFlight;
    }

    int number() {
        return number;
    }

    int port() {
        return port;
    }

    /** The process id, or -1 before there is one. */
    long pid() {
        return child == null ? -1 : child.pid();
    }

    Endpoint.Lease lease() {
        inFlight++;
        return new ProcessLease();
    }

    /** Takes no more requests and ends once those under way are answered. */
    void drain() {
        state = State.DRAINING;
        if (inFlight == 0) {
            stop();
        }
    }

    /** Ends the process, in order if it can; completes when it has ended. */
    Future<Void> stop() {
        state = State.DRAINING;
        return child == null
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> child.stop(STOP_PATIENCE), false).mapEmpty();
    }

    private void watch(ChildProcess started) {
        child = started;
        var loop = vertx.getOrCreateContext();
        started.onExit().thenAccept(code -> loop.runOnContext(now -> owner.ended(this, words(code))));
        if (state == State.DRAINING) {
            stop();
        } else {
            probe();
        }
    }

    private String words(int code) {
        String end = killedBecause == null ? "ended with exit code " + code : killedBecause;
        return end + "; " + LastWords.of(log) + ". The whole log: " + log;
    }

    private void probe() {
        client.request(HttpMethod.GET, port, "127.0.0.1", readinessPath)
                .map(request -> request.idleTimeout(PROBE_TIMEOUT_MILLIS))
                .compose(HttpClientRequest::send)
                .compose(response -> response.end().map(end -> response.statusCode()))
                .onComplete(status -> {
                    if (state == State.STARTING && child.isAlive()) {
                        lastProbe = status.succeeded() ? "status " + status.result() : "no answer";
                        conclude(status.succeeded() && status.result() / 100 == 2);
                    }
                });
    }

    private void conclude(boolean answered) {
        if (answered) {
            state = State.READY;
            owner.ready(this);
        } else if (System.nanoTime() - startedAt > START_LIMIT.toNanos()) {
            killedBecause =
                    "was not ready within " + START_LIMIT.toSeconds() + " s (" + readinessPath + ": " + lastProbe + ")";
            vertx.executeBlocking(child::kill, false);
        } else {
            vertx.setTimer(PROBE_INTERVAL_MILLIS, again -> probe());
        }
    }

    private final class ProcessLease implements Endpoint.Lease {
        private boolean released;

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void release() {
            if (released) {
                return;
            }
            released = true;
            inFlight--;
            owner.released(FunctionProcess.this);
            if (state == State.DRAINING && inFlight == 0) {
                stop();
            }
        }
    }
}
