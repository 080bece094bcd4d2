package dev.pricetide.local.servers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link ChildProcess} runs.
 *
 * @param arguments the program and its arguments
 * @param directory the working directory
 * @param environment variables set over those of the owner
 * @param log the file that standard output and standard error are appended to; its folder is made if need be
 */
public record ChildCommand(List<String> arguments, Path directory, Map<String, String> environment, Path log) {
    public ChildCommand {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("A command needs at least the program to run.");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** The arguments, run in the owner's working directory with the owner's environment. */
    public static ChildCommand of(Path log, List<String> arguments) {
        return new ChildCommand(arguments, Path.of(""), Map.of(), log);
    }

    public ChildCommand in(Path otherDirectory) {
        return new ChildCommand(arguments, otherDirectory, environment, log);
    }

    /** The same command with these variables as well. */
    public ChildCommand with(Map<String, String> moreEnvironment) {
        var merged = new LinkedHashMap<>(environment);
        merged.putAll(moreEnvironment);
        return new ChildCommand(arguments, directory, merged, log);
    }
}
