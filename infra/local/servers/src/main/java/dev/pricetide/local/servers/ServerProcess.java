package dev.pricetide.local.servers;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running server with its folder. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE_AT_START = Duration.ofMinutes(3);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_MILLIS = 25;

    private final String name;
    private final ServerFolder folder;
    private final ClassArchive archive;
    private final ChildProcess child;

    private ServerProcess(String name, ServerFolder folder, ClassArchive archive, ChildProcess child) {
        this.name = name;
        this.folder = folder;
        this.archive = archive;
        this.child = child;
    }

    /** Starts the command and waits until the server answers at the port. */
    static ServerProcess start(
            String name,
            ServerFolder folder,
            ClassArchive archive,
            List<String> command,
            Handshake handshake,
            int port) {
        var child = ChildProcess.start(ChildCommand.of(folder.log(), command));
        var server = new ServerProcess(name, folder, archive, child);
        try {
            folder.usedBy(server.child);
            server.awaitAnswer(handshake, port);
            return server;
        } catch (StartFailedException e) {
            server.child.kill();
            throw e;
        }
    }

    ChildProcess child() {
        return child;
    }

    @Override
    public void close() {
        child.stop(PATIENCE_AT_STOP);
        archive.keep();
        folder.close();
    }

    private void awaitAnswer(Handshake handshake, int port) {
        var limit = System.nanoTime() + PATIENCE_AT_START.toNanos();
        while (!handshake.succeeds(port)) {
            if (!child.isAlive()) {
                throw new StartFailedException(name + " ended while it was starting, with exit code "
                        + child.onExit().join() + "; " + LastWords.of(folder.log()) + ". The whole log: "
                        + folder.log());
            }
            if (System.nanoTime() > limit) {
                throw new StartFailedException(name + " did not answer within " + PATIENCE_AT_START.toSeconds() + " s; "
                        + LastWords.of(folder.log()) + ". The whole log: " + folder.log());
            }
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("The start of " + name + " was interrupted.", e);
        }
    }
}
