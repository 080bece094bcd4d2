package dev.pricetide.local.platform.launcher;

import dev.pricetide.local.platform.activator.Gateway;
import dev.pricetide.local.platform.activator.Gateway.Route;
import dev.pricetide.local.platform.activator.ScaledFunction;
import dev.pricetide.local.platform.broker.LocalBroker;
import dev.pricetide.local.platform.manifest.ServiceManifest;
import dev.pricetide.local.platform.manifest.Wiring;
import dev.pricetide.local.platform.manifest.WiringReader;
import dev.pricetide.local.servers.StartFailedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** All of Pricetide on one machine: servers, broker, functions and the one address that leads to them. */
final class Platform implements AutoCloseable {
    private static final Duration KAFKA_WRITE_LIMIT = Duration.ofMinutes(2);
    private static final int CONNECTIONS_TO_A_PROCESS = 1_000;
    private static final String HOST = "127.0.0.1";

    private final Path root;
    private final int port;
    private final Consumer<String> say;
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final CompletableFuture<String> death = new CompletableFuture<>();
    private volatile boolean closing;

    private Platform(Path root, int port, Consumer<String> say) {
        this.root = root;
        this.port = port;
        this.say = say;
    }

    /**
     * Starts everything; what was started is stopped again if something fails.
     *
     * @param root the folder with {@code functions/} and {@code knative/}
     * @param say is told what happens, in sentences
     * @throws StartFailedException with one sentence on what stands in the way
     */
    static Platform start(Path root, Path dataFolder, int port, Consumer<String> say) {
        Platform platform = new Platform(root, port, say);
        try {
            platform.start(dataFolder);
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    URI address() {
        return URI.create("http://" + HOST + ":" + port);
    }

    /** Completes, with a sentence, if a server dies without which nothing works. */
    CompletableFuture<String> death() {
        return death;
    }

    /** Stops everything in the order in which nothing is lost, and leaves no process behind. */
    @Override
    public synchronized void close() {
        closing = true;
        if (!toClose.isEmpty()) {
            say.accept("Stopping.");
        }
        while (!toClose.isEmpty()) {
            try {
                toClose.pop().close();
            } catch (Exception e) {
                say.accept("Not stopped in order: " + e.getMessage());
            }
        }
    }

    private void start(Path dataFolder) {
        DataFolder data = closing(DataFolder.take(dataFolder));
        try {
            PlatformLog.to(data.logs());
        } catch (IOException e) {
            throw new StartFailedException("The log in " + data.logs() + " cannot be written: " + e.getMessage(), e);
        }
        Wiring wiring = WiringReader.read(root.resolve("knative/base"), root.resolve("brokers"));
        wiring.remarks().forEach(say);
        wiring.services().forEach(service -> BuiltFunction.find(root, service, Map.of(), data.logs()));

        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        closing(() -> join(vertx.close()));
        LateHandler entrance = listen(vertx);

        say.accept("Starting Kafka and Cassandra.");
        LocalServers servers = closing(LocalServers.start(data, wiring));
        servers.onDeath(sentence -> {
            if (!closing) {
                death.complete(sentence + " Its log is in " + dataFolder + ".");
            }
        });

        HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS_TO_A_PROCESS));
        Map<String, ScaledFunction> functions = functions(vertx, client, wiring, servers, data);
        LocalBroker broker = closing(new LocalBroker(
                vertx,
                client,
                servers.bootstrapServers(),
                wiring,
                service -> named(functions, service.name()),
                KAFKA_WRITE_LIMIT));
        broker.start();
        entrance.become(new Gateway(routes(vertx, client, wiring, servers, functions, broker)));
    }

    private LateHandler listen(Vertx vertx) {
        LateHandler entrance = new LateHandler();
        try {
            var server = vertx.createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(false))
                    .requestHandler(entrance);
            join(server.listen(port, HOST));
            return entrance;
        } catch (CompletionException e) {
            throw new StartFailedException(
                    "Port " + port + " on " + HOST + " cannot be used ("
                            + e.getCause().getMessage()
                            + "); stop what listens there, or choose another one with --port.",
                    e);
        }
    }

    private Map<String, ScaledFunction> functions(
            Vertx vertx, HttpClient client, Wiring wiring, LocalServers servers, DataFolder data) {
        Map<String, String> addresses = new HashMap<>(servers.addresses());
        addresses.put(
                "PRICETIDE_MODEL_REGISTRY", root.resolve("models/registry").toString());
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        Map<String, ScaledFunction> functions = new HashMap<>();
        for (ServiceManifest service : wiring.services()) {
            BuiltFunction program = BuiltFunction.find(root, service, addresses, data.logs());
            functions.put(service.name(), new ScaledFunction(vertx, client, service, program, most));
        }
        say.accept("A function gets at most " + most + (most == 1 ? " process" : " processes")
                + " here, one for every two cores.");
        closing(() -> stop(vertx, functions));
        return functions;
    }

    private static void stop(Vertx vertx, Map<String, ScaledFunction> functions) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        vertx.runOnContext(now -> Future.join(
                        functions.values().stream().map(ScaledFunction::close).toList())
                .onComplete(done -> stopped.complete(null)));
        stopped.join();
    }

    private List<Route> routes(
            Vertx vertx,
            HttpClient client,
            Wiring wiring,
            LocalServers servers,
            Map<String, ScaledFunction> functions,
            LocalBroker broker) {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route(
                StatusPage.PATH,
                new StatusPage(servers.bootstrapServers(), servers.contactPoint(), functions.values(), broker)));
        routes.add(new Route("/" + wiring.broker().namespace() + "/", broker.ingress()));
        routes.add(Gateway.toFunction("/v1/", named(functions, "ingest"), vertx, client));
        routes.add(Gateway.toFunction("/", named(functions, "query"), vertx, client));
        return routes;
    }

    private static ScaledFunction named(Map<String, ScaledFunction> functions, String name) {
        ScaledFunction function = functions.get(name);
        if (function == null) {
            throw new StartFailedException("No Service of the manifests is called " + name + ".");
        }
        return function;
    }

    private <T extends AutoCloseable> T closing(T part) {
        toClose.push(part);
        return part;
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
