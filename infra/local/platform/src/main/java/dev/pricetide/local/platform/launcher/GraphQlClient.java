package dev.pricetide.local.platform.launcher;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks the pipeline what it knows, as any client would. */
final class GraphQlClient {
    private final HttpClient client;
    private final URI address;

    GraphQlClient(HttpClient client, URI platform) {
        this.client = client;
        this.address = platform.resolve("/graphql");
    }

    /**
     * The {@code data} of the answer.
     *
     * @throws IOException if there is no answer, or one with errors; the message says which
     */
    JsonObject ask(String query, JsonObject variables) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(new JsonObject()
                        .put("query", query)
                        .put("variables", variables)
                        .encode()))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonObject answer = new JsonObject(response.body());
            if (response.statusCode() != 200 || answer.containsKey("errors")) {
                throw new IOException(address + " answered " + response.statusCode() + ": " + response.body());
            }
            return answer.getJsonObject("data");
        } catch (DecodeException e) {
            throw new IOException(address + " answered what is no JSON: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted.", e);
        }
    }
}
