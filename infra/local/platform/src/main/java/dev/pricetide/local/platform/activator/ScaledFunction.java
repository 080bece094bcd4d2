package dev.pricetide.local.platform.activator;

import dev.pricetide.local.platform.broker.Endpoint;
import dev.pricetide.local.platform.broker.UnavailableException;
import dev.pricetide.local.platform.manifest.ServiceManifest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function with its processes and the requests that wait for one. The first request starts a process; the autoscaler
 * adds and takes away. For use on one event loop.
 */
public final class ScaledFunction implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ScaledFunction.class);
    private static final int QUEUE = 1_000;
    private static final long TICK_MILLIS = 1_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final ServiceManifest service;
    private final FunctionProgram program;
    private final Autoscaler autoscaler;
    private final ConcurrencyMeter meter;
    private final StartBackOff backOff = new StartBackOff();
    private final List<FunctionProcess> processes = new ArrayList<>();
    private final Queue<Promise<Lease>> waiting = new ArrayDeque<>();
    private final FunctionProcess.Owner owner = new Processes();
    private boolean closed;

    /** @param mostProcesses that the machine has room for */
    public ScaledFunction(
            Vertx vertx, HttpClient client, ServiceManifest service, FunctionProgram program, int mostProcesses) {
        this.vertx = vertx;
        this.client = client;
        this.service = service;
        this.program = program;
        this.autoscaler = new Autoscaler(service.scaling(), mostProcesses);
        this.meter = new ConcurrencyMeter(service.scaling().window(), System.nanoTime());
        vertx.setPeriodic(TICK_MILLIS, now -> scale());
    }

    @Override
    public Future<Lease> lease() {
        Optional<FunctionProcess> free = free();
        if (free.isPresent()) {
            meter.change(System.nanoTime(), 1);
            return Future.succeededFuture(free.get().lease());
        }
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            return Future.failedFuture(new UnavailableException(refusal.get()));
        }
        meter.change(System.nanoTime(), 1);
        Promise<Lease> turn = Promise.promise();
        waiting.add(turn);
        if (processes.stream().allMatch(process -> process.state() == FunctionProcess.State.DRAINING)) {
            start();
        }
        return turn.future();
    }

    public ServiceManifest service() {
        return service;
    }

    /** How many processes it may have at most. */
    public int most() {
        return autoscaler.most();
    }

    public FunctionStatus status() {
        return new FunctionStatus(
                service.name(),
                waiting.size(),
                processes.stream()
                        .map(process -> new FunctionStatus.ProcessStatus(
                                process.pid(),
                                process.port(),
                                process.state().name().toLowerCase(Locale.ROOT),
                                process.inFlight()))
                        .toList());
    }

    /** Refuses all requests from now on and ends the processes; completes when they have ended. */
    public Future<Void> close() {
        closed = true;
        refuseWaiting("The function " + service.name() + " is being stopped.");
        return Future.join(processes.stream().map(FunctionProcess::stop).toList())
                .mapEmpty();
    }

    private Optional<FunctionProcess> free() {
        int limit = service.containerConcurrency() == 0 ? Integer.MAX_VALUE : service.containerConcurrency();
        return processes.stream()
                .filter(process -> process.state() == FunctionProcess.State.READY && process.inFlight() < limit)
                .min(Comparator.comparingInt(FunctionProcess::inFlight));
    }

    private Optional<String> refusal() {
        if (closed) {
            return Optional.of("The function " + service.name() + " is being stopped.");
        }
        if (waiting.size() >= QUEUE) {
            return Optional.of("The function " + service.name() + " has " + QUEUE + " requests waiting; try later.");
        }
        return processes.isEmpty() ? backOff.refusal(System.nanoTime()) : Optional.empty();
    }

    private void start() {
        Set<Integer> taken = processes.stream().map(FunctionProcess::number).collect(Collectors.toSet());
        int number = IntStream.iterate(1, next -> next + 1)
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow();
        processes.add(new FunctionProcess(vertx, client, program, number, service.readinessPath(), owner));
    }

    private void scale() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        long ready = processes.stream()
                .filter(process -> process.state() == FunctionProcess.State.READY)
                .count();
        int desired = autoscaler.desired(now, meter, (int) ready);
        List<FunctionProcess> serving = processes.stream()
                .filter(process -> process.state() != FunctionProcess.State.DRAINING)
                .toList();
        // From zero only a request starts a process, unless there shall always be some.
        boolean mayGrow = !serving.isEmpty() || service.scaling().minScale() > 0;
        if (desired > serving.size() && mayGrow && backOff.refusal(now).isEmpty()) {
            for (int missing = desired - serving.size(); missing > 0; missing--) {
                start();
            }
        } else if (desired < serving.size() && waiting.isEmpty()) {
            drain(serving, serving.size() - desired);
        }
    }

    private static void drain(List<FunctionProcess> serving, int surplus) {
        serving.stream()
                .filter(process -> process.state() == FunctionProcess.State.READY)
                .sorted(Comparator.comparingInt(FunctionProcess::inFlight))
                .limit(surplus)
                .forEach(FunctionProcess::drain);
    }

    private void serveWaiting() {
        while (!waiting.isEmpty()) {
            Optional<FunctionProcess> free = free();
            if (free.isEmpty()) {
                return;
            }
            waiting.remove().complete(free.get().lease());
        }
    }

    private void refuseWaiting(String reason) {
        while (!waiting.isEmpty()) {
            meter.change(System.nanoTime(), -1);
            waiting.remove().fail(new UnavailableException(reason));
        }
    }

    private final class Processes implements FunctionProcess.Owner {
        @Override
        public void ready(FunctionProcess process) {
            LOG.info("Function is ready: function={} pid={} port={}", service.name(), process.pid(), process.port());
            backOff.succeeded();
            serveWaiting();
        }

        @Override
        public void released(FunctionProcess process) {
            meter.change(System.nanoTime(), -1);
            serveWaiting();
        }

        @Override
        public void ended(FunctionProcess process, String reason) {
            processes.remove(process);
            switch (process.state()) {
                case DRAINING ->
                    LOG.info("Function process has ended: function={} pid={}", service.name(), process.pid());
                case READY ->
                    LOG.error("Function process died: function={} pid={} {}", service.name(), process.pid(), reason);
                case STARTING -> {
                    String sentence = "The function " + service.name() + " did not start: it " + reason;
                    LOG.error("{}", sentence);
                    backOff.failed(System.nanoTime(), sentence);
                    if (processes.isEmpty()) {
                        refuseWaiting(sentence);
                    }
                }
            }
            if (!waiting.isEmpty() && processes.isEmpty() && !closed) {
                start();
            }
        }
    }
}
