package dev.pricetide.local.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that dies with this JVM, however this JVM ends, {@code kill -9} included, and takes with it whatever else
 * it has started in its process group. It runs in a process group of its own: a terminal's Ctrl-C reaches this JVM
 * alone, which can then stop its children in order.
 *
 * <p>Between the two sits {@code leash.bash}, whose standard input is a pipe from this JVM: the kernel closes it with
 * the JVM. At rest the leash uses about 5 MB and no processor time.
 */
public final class ChildProcess implements AutoCloseable {
    private static final String LEASH = leash();
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);
    /** What a shell reports for a process ended by signal 9. */
    private static final int KILLED = 128 + 9;

    private final Process leash;
    private final long pid;
    /** Empty when the child ended before it could be looked at. */
    private final Optional<ProcessHandle> child;

    private final CompletableFuture<Integer> exit;

    private ChildProcess(Process leash, BufferedReader reports, long pid) {
        this.leash = leash;
        this.pid = pid;
        this.child = ProcessHandle.of(pid);
        this.exit = leash.onExit().thenCompose(ended -> exitCode(reports));
    }

    /** @throws StartFailedException when there is no bash, or the log's or the working folder is not usable */
    public static ChildProcess start(ChildCommand command) {
        List<String> line = new ArrayList<>(List.of(
                "bash", "-c", LEASH, "leash", command.log().toAbsolutePath().toString()));
        line.addAll(command.arguments());
        var builder = new ProcessBuilder(line)
                .directory(command.directory().toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(command.environment());
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            Files.newOutputStream(command.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            var leash = builder.start();
            var reports = leash.inputReader(StandardCharsets.US_ASCII);
            var pid = reports.readLine();
            if (pid == null) {
                throw new IOException("bash ended before it had run the command");
            }
            return new ChildProcess(leash, reports, Long.parseLong(pid));
        } catch (IOException e) {
            throw StartFailedException.because(
                    "Cannot run " + command.arguments().get(0), e);
        }
    }

    /** The child's process id. */
    public long pid() {
        return pid;
    }

    public boolean isAlive() {
        return !exit.isDone();
    }

    /**
     * Completes with the exit code once the child has ended: as a shell reports it, so 128 + n after signal n, and 127
     * when there is no such program.
     */
    public CompletableFuture<Integer> onExit() {
        return exit.copy();
    }

    /** Sends TERM to the child's process group, waits at most so long for the child's end, then kills; gives the exit code. */
    public int stop(Duration patience) {
        send("TERM");
        try {
            return exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return kill();
        } catch (InterruptedException e) {
            var code = kill();
            Thread.currentThread().interrupt();
            return code;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends the child and its process group at once; gives the exit code. */
    public int kill() {
        try {
            leash.getOutputStream().close();
        } catch (IOException e) {
            // The leash has ended already, and the child with it.
        }
        return exit.join();
    }

    /** {@link #stop} with ten seconds' patience. */
    @Override
    public void close() {
        stop(PATIENCE_AT_CLOSE);
    }

    private void send(String signal) {
        try {
            var commands = leash.getOutputStream();
            commands.write((signal + "\n").getBytes(StandardCharsets.US_ASCII));
            commands.flush();
        } catch (IOException e) {
            // The leash has ended already, and the child with it.
        }
    }

    private CompletableFuture<Integer> exitCode(BufferedReader reports) {
        try (reports) {
            var code = reports.readLine();
            if (code != null) {
                return CompletableFuture.completedFuture(Integer.valueOf(code));
            }
            // Somebody killed the leash. Its watcher kills the group once the JDK has closed the pipe, if it still can.
            new ProcessBuilder("bash", "-c", "kill -KILL -- -" + pid)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return child.map(ProcessHandle::onExit)
                .map(end -> end.thenApply(ended -> KILLED))
                .orElseGet(() -> CompletableFuture.completedFuture(KILLED));
    }

    private static String leash() {
        try (InputStream script = ChildProcess.class.getResourceAsStream("leash.bash")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
