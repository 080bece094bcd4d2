package dev.pricetide.local.platform.activator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A function as a program, for the activator to run: small, real, and ill-behaved on demand. */
public final class ExampleFunction {
    private ExampleFunction() {}

    /** Arguments: the port, and {@code broken} for a program that cannot start. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 1 && arguments[1].equals("broken")) {
            System.err.println("ERROR the configuration is wrong");
            System.exit(3);
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), Integer.parseInt(arguments[0])), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/ready", exchange -> answer(exchange, 200, ""));
        server.createContext(
                "/pid",
                exchange -> answer(
                        exchange, 200, String.valueOf(ProcessHandle.current().pid())));
        server.createContext("/slow", ExampleFunction::slow);
        server.createContext("/halt", exchange -> Runtime.getRuntime().halt(9));
        server.createContext("/half", ExampleFunction::half);
        server.createContext("/count", ExampleFunction::count);
        server.createContext("/echo", ExampleFunction::echo);
        server.start();
    }

    /** Answers the process id after as many milliseconds as the query says. */
    private static void slow(HttpExchange exchange) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(Long.parseLong(exchange.getRequestURI().getQuery()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(exchange, 200, String.valueOf(ProcessHandle.current().pid()));
    }

    /** Begins an answer and dies. */
    private static void half(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        Runtime.getRuntime().halt(9);
    }

    /** Answers how many bytes it read. */
    private static void count(HttpExchange exchange) throws IOException {
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream body = exchange.getRequestBody()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
            }
        }
        answer(exchange, 200, String.valueOf(bytes));
    }

    /** Answers method, URI, headers and body as it got them. */
    private static void echo(HttpExchange exchange) throws IOException {
        StringBuilder seen = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n");
        exchange.getRequestHeaders()
                .forEach((name, values) -> seen.append(name)
                        .append(": ")
                        .append(String.join(",", values))
                        .append("\n"));
        seen.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("X-Twice", "1");
        exchange.getResponseHeaders().add("X-Twice", "2");
        answer(exchange, 418, seen.toString());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
