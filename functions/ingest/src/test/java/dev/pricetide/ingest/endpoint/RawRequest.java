package dev.pricetide.ingest.endpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** A POST of a batch, byte for byte, for what no HTTP client would do. */
final class RawRequest implements AutoCloseable {

    private final Socket socket;

    RawRequest(URL server) throws IOException {
        URI uri = URI.create(server.toString());
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(20_000);
    }

    RawRequest send(String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** The answer's first line. */
    String status() throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
