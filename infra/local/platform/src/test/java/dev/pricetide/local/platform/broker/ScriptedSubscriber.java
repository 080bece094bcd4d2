package dev.pricetide.local.platform.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A subscriber that answers each event as its script says, in turn, and remembers every request. */
final class ScriptedSubscriber implements AutoCloseable {
    /** @param hang answers only when the subscriber is closed */
    record Answer(int status, Map<String, String> headers, String body, boolean hang, boolean close) {
        static Answer of(int status) {
            return new Answer(status, Map.of(), "", false, false);
        }

        static Answer hanging() {
            return new Answer(202, Map.of(), "", true, false);
        }
    }

    record Request(Map<String, List<String>> headers, String body) {
        String header(String name) {
            var values = headers.get(name.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                    + name.substring(1).toLowerCase(java.util.Locale.ROOT));
            return values == null ? null : values.get(0);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, List<Answer>> scripts = new ConcurrentHashMap<>();
    private final Map<String, Queue<Request>> requests = new ConcurrentHashMap<>();

    ScriptedSubscriber() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
    }

    /** How the event with this id is answered; without a script, 202. */
    void script(String id, List<Answer> answers) {
        scripts.put(id, answers);
    }

    List<Request> requests(String id) {
        return List.copyOf(requests.getOrDefault(id, new ConcurrentLinkedQueue<>()));
    }

    int distinctEvents() {
        return requests.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("ce-id");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Queue<Request> seen = requests.computeIfAbsent(id, any -> new ConcurrentLinkedQueue<>());
        seen.add(new Request(Map.copyOf(exchange.getRequestHeaders()), body));
        List<Answer> script = scripts.getOrDefault(id, List.of(Answer.of(202)));
        answer(exchange, script.get(Math.min(seen.size(), script.size()) - 1));
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.hang()) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (answer.hang() || answer.close()) {
            exchange.close();
            return;
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
