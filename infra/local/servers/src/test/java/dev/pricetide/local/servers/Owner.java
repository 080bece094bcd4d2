package dev.pricetide.local.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Another JVM that owns children or shares servers, to be killed by a test. */
record Owner(Process process, BufferedReader reports) implements AutoCloseable {
    /** Starts a child with the log and the command of the arguments; reports the child's pid. */
    static final class OfChild {
        public static void main(String[] arguments) throws Exception {
            var command = Arrays.asList(arguments).subList(1, arguments.length);
            var child = ChildProcess.start(ChildCommand.of(Path.of(arguments[0]), command));
            System.out.println(child.pid());
            child.onExit().join();
        }
    }

    /** Shares the servers of the folder and the build (a pid) of the arguments; reports their addresses. */
    static final class OfSharedServers {
        public static void main(String[] arguments) {
            var build = ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow();
            System.out.println(SharedServers.of(Path.of(arguments[0]), build));
        }
    }

    static Owner run(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JavaHome.current().java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dpricetide.root=" + ProjectRoot.find(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Owner(process, process.inputReader());
    }

    String report() throws IOException {
        return reports.readLine();
    }

    /** {@code kill -9} */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
