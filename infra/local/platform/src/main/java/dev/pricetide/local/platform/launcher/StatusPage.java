package dev.pricetide.local.platform.launcher;

import dev.pricetide.local.platform.activator.FunctionStatus;
import dev.pricetide.local.platform.activator.ScaledFunction;
import dev.pricetide.local.platform.broker.LocalBroker;
import dev.pricetide.local.platform.broker.TriggerStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;

/** What runs at this moment, as JSON; asking wakes no function. */
final class StatusPage implements Handler<HttpServerRequest> {
    static final String PATH = "/-/status";

    private final JsonObject servers;
    private final Collection<ScaledFunction> functions;
    private final LocalBroker broker;

    /** @param kafka host:port, as {@code cassandra} is */
    StatusPage(String kafka, String cassandra, Collection<ScaledFunction> functions, LocalBroker broker) {
        this.servers = new JsonObject().put("kafka", kafka).put("cassandra", cassandra);
        this.functions = List.copyOf(functions);
        this.broker = broker;
    }

    @Override
    public void handle(HttpServerRequest request) {
        JsonObject status = new JsonObject()
                .put("servers", servers)
                .put(
                        "functions",
                        array(functions.stream()
                                .map(ScaledFunction::status)
                                .map(StatusPage::function)
                                .toList()))
                .put(
                        "triggers",
                        array(broker.status().stream().map(StatusPage::trigger).toList()));
        request.response().putHeader("Content-Type", "application/json").end(status.encodePrettily());
    }

    private static JsonObject function(FunctionStatus function) {
        return new JsonObject()
                .put("name", function.name())
                .put("queued", function.queued())
                .put(
                        "processes",
                        array(function.processes().stream()
                                .map(process -> new JsonObject()
                                        .put("pid", process.pid())
                                        .put("port", process.port())
                                        .put("state", process.state())
                                        .put("inFlight", process.inFlight()))
                                .toList()));
    }

    private static JsonObject trigger(TriggerStatus trigger) {
        return new JsonObject()
                .put("name", trigger.name())
                .put("lag", trigger.lag())
                .put("inFlight", trigger.inFlight())
                .put("delivered", trigger.delivered())
                .put("retried", trigger.retried())
                .put("deadLettered", trigger.deadLettered())
                .put("skipped", trigger.skipped());
    }

    private static JsonArray array(List<JsonObject> items) {
        return new JsonArray(items);
    }
}
