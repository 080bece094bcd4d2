package dev.pricetide.local.platform.activator;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Leads the one public address to the functions and to what else answers HTTP, by path. */
public final class Gateway implements Handler<HttpServerRequest> {

    /**
     * What answers the paths that begin so.
     *
     * @param prefix of the path; the first route that fits is taken
     */
    public record Route(String prefix, Handler<HttpServerRequest> target) {}

    private final List<Route> routes;

    public Gateway(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** A route to a function. */
    public static Route toFunction(String prefix, ScaledFunction function, Vertx vertx, HttpClient client) {
        Proxy proxy = new Proxy(vertx, client);
        return new Route(
                prefix,
                request -> proxy.forward(request, function, function.service().timeout()));
    }

    @Override
    public void handle(HttpServerRequest request) {
        routes.stream()
                .filter(route -> request.path().startsWith(route.prefix()))
                .findFirst()
                .ifPresentOrElse(
                        route -> route.target().handle(request),
                        () -> Problem.NOT_FOUND.answer(request, "Nothing answers " + request.path() + "."));
    }
}
