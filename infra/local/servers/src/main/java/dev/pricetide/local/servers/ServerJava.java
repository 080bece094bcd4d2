package dev.pricetide.local.servers;

import java.util.ArrayList;
import java.util.List;

/** How a server's Java programs are run. */
record ServerJava(JavaHome home, ServerClassPath classPath, ServerFolder folder, ServerSettings settings) {
    /** The command that runs a program of the class path, with these options beside those that all servers have. */
    List<String> run(List<String> options, String... mainClassAndArguments) {
        var command = new ArrayList<>(List.of(
                home.java().toString(),
                "-Xmx" + settings.heapMegabytes() + "m",
                "-XX:+ExitOnOutOfMemoryError",
                // Its file would outlive a server that is killed.
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder.tmp()));
        if (!settings.optimizing()) {
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath.toString()));
        command.addAll(List.of(mainClassAndArguments));
        return command;
    }
}
