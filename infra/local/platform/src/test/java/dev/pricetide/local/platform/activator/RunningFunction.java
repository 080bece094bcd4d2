package dev.pricetide.local.platform.activator;

import dev.pricetide.local.platform.manifest.ScalingManifest;
import dev.pricetide.local.platform.manifest.ServiceManifest;
import dev.pricetide.local.servers.ChildCommand;
import dev.pricetide.local.servers.JavaHome;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An {@link ExampleFunction} behind a gateway. */
final class RunningFunction implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final ScaledFunction function;
    private final HttpServer server;

    RunningFunction(Path folder, ServiceManifest service, int most, String... arguments) {
        HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1_000));
        this.function = new ScaledFunction(vertx, client, service, program(folder, arguments), most);
        this.server = vertx.createHttpServer()
                .requestHandler(new Gateway(List.of(Gateway.toFunction("/", function, vertx, client))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static ServiceManifest service(int concurrency, double target, Duration window, Duration timeout) {
        return new ServiceManifest(
                "example",
                "pricetide",
                false,
                Map.of(),
                concurrency,
                timeout,
                "/ready",
                new ScalingManifest(target, 1, window, 0.1, 2, 0, 0, Duration.ZERO));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    FunctionStatus status() {
        CompletableFuture<FunctionStatus> status = new CompletableFuture<>();
        vertx.runOnContext(now -> status.complete(function.status()));
        return status.join();
    }

    private static FunctionProgram program(Path folder, String... arguments) {
        return (number, port) -> {
            List<String> command = new ArrayList<>(List.of(
                    JavaHome.current().java().toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Dsun.net.httpserver.nodelay=true",
                    "-cp",
                    "target/test-classes",
                    ExampleFunction.class.getName(),
                    String.valueOf(port)));
            command.addAll(List.of(arguments));
            return ChildCommand.of(folder.resolve("example-" + number + ".log"), command);
        };
    }

    @Override
    public void close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        vertx.runOnContext(now -> function.close().onComplete(done -> closed.complete(null)));
        closed.join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
