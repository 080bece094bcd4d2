package dev.pricetide.local.servers;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/** The smallest exchange after which a server is known to answer its clients; spares this module both client libraries. */
enum Handshake {
    /** ApiVersions version 0: key 18, no client id; the answer repeats the correlation id and has error code 0. */
    KAFKA(new byte[] {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1}) {
        @Override
        boolean isAnswer(DataInputStream answer) throws IOException {
            answer.readInt();
            return answer.readInt() == 1 && answer.readShort() == 0;
        }
    },
    /** OPTIONS of the native protocol version 4; the answer is SUPPORTED. */
    CASSANDRA(new byte[] {4, 0, 0, 0, 5, 0, 0, 0, 0}) {
        @Override
        boolean isAnswer(DataInputStream answer) throws IOException {
            answer.readInt();
            return answer.readByte() == 6;
        }
    };

    private static final int PATIENCE_MILLIS = 2_000;

    private final byte[] request;

    Handshake(byte[] request) {
        this.request = request;
    }

    abstract boolean isAnswer(DataInputStream answer) throws IOException;

    /** Whether the server at this port of 127.0.0.1 answers. */
    boolean succeeds(int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(Loopback.address(port), PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            return isAnswer(new DataInputStream(socket.getInputStream()));
        } catch (IOException e) {
            return false;
        }
    }
}
