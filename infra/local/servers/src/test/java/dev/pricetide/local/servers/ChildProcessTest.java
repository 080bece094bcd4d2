package dev.pricetide.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildProcessTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    /** Ignores TERM and has a grandchild whose pid it prints. */
    private static final String STUBBORN = "trap '' TERM; sleep 1000 & echo $!; while :; do wait; done";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 7, 7", "exit 255, 255", "kill -TERM $$, 143", "kill -KILL $$, 137"})
    void tellsTheExitCode(String script, int code) {
        // Given
        var child = start(script);

        // When
        var exit = exitCode(child);

        // Then
        assertThat(exit).isEqualTo(code);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aProgramThatDoesNotExistEndsWith127AndSaysSoInTheLog() {
        // When
        var exit = exitCode(ChildProcess.start(ChildCommand.of(log(), List.of("no-such-program"))));

        // Then
        assertThat(exit).isEqualTo(127);
        assertThat(log()).content().contains("no-such-program: command not found");
    }

    @Test
    void bothOutputsGoToTheLogInTheWantedFolderAndEnvironment() throws IOException {
        // Given
        var command = ChildCommand.of(log(), List.of("bash", "-c", "pwd; echo \"$GREETING\" >&2"))
                .in(folder)
                .with(Map.of("GREETING", "good morning"));

        // When
        exitCode(ChildProcess.start(command));

        // Then
        assertThat(log()).hasContent(folder.toRealPath() + "\ngood morning\n");
    }

    @Test
    void aLogThatCannotBeWrittenIsOneSentence() {
        var command = ChildCommand.of(folder, List.of("true"));

        assertThatThrownBy(() -> ChildProcess.start(command))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("Cannot run true: " + folder + ": Is a directory.");
    }

    @Test
    void stopsWithTermWhoeverListensToIt() {
        // Given
        var child = start("trap 'exit 3' TERM; echo ready; while :; do sleep 0.01; done");
        awaitLog("ready");

        // When
        var exit = child.stop(LONG);

        // Then
        assertThat(exit).isEqualTo(3);
    }

    @Test
    void killsWhoeverIsDeafToTermAndItsChildren() {
        // Given
        var child = start(STUBBORN);
        var grandchild = awaitPidInLog();

        // When
        var exit = child.stop(Duration.ofMillis(50));

        // Then
        assertThat(exit).isEqualTo(137);
        awaitEnd(child.pid());
        awaitEnd(grandchild);
    }

    @Test
    void takesDownWhatAnEndedChildLeavesBehind() {
        // Given
        var child = start("sleep 1000 & echo $!");
        var grandchild = awaitPidInLog();

        // When
        exitCode(child);

        // Then
        awaitEnd(grandchild);
    }

    @Test
    void hasAProcessGroupOfItsOwnThatATerminalsInterruptDoesNotReach() throws Exception {
        // Given
        try (var child = start("sleep 1000")) {
            // When
            var groups = new ProcessBuilder("ps", "-o", "pgid=", "-p", String.valueOf(child.pid())).start();
            var group = new String(groups.getInputStream().readAllBytes()).strip();

            // Then
            assertThat(group).isEqualTo(String.valueOf(child.pid()));
        }
    }

    @Test
    void theLeashSurvivesATerminalsInterrupt() throws Exception {
        // Given
        try (var child = start("trap 'exit 5' USR1; echo ready; while :; do sleep 0.01; done")) {
            awaitLog("ready");
            var leash = ProcessHandle.of(child.pid()).orElseThrow().parent().orElseThrow();

            // When
            signal("INT", leash.pid());
            signal("HUP", leash.pid());
            signal("USR1", child.pid());

            // Then
            assertThat(exitCode(child)).isEqualTo(5);
        }
    }

    @Test
    void diesWithAnOwnerThatIsKilled() throws Exception {
        // Given
        try (var owner = Owner.run(Owner.OfChild.class, log().toString(), "bash", "-c", STUBBORN)) {
            var child = Long.parseLong(owner.report());
            var grandchild = awaitPidInLog();
            var leash = ProcessHandle.of(child).orElseThrow().parent().orElseThrow();

            // When
            owner.kill();

            // Then
            awaitEnd(child);
            awaitEnd(grandchild);
            awaitEnd(leash.pid());
        }
    }

    @Test
    void diesWithAnOwnerThatIsKilledAfterItsLeash() throws Exception {
        // Given
        try (var owner = Owner.run(Owner.OfChild.class, log().toString(), "bash", "-c", STUBBORN)) {
            var child = Long.parseLong(owner.report());
            var grandchild = awaitPidInLog();
            var leash = ProcessHandle.of(child).orElseThrow().parent().orElseThrow();

            // When
            signal("STOP", owner.process().pid());
            signal("KILL", leash.pid());
            owner.kill();

            // Then
            awaitEnd(child);
            awaitEnd(grandchild);
        }
    }

    @ParameterizedTest
    @CsvSource({"keeper", "watcher", "both"})
    void diesWhenItsLeashIsKilled(String half) throws Exception {
        // Given
        var child = start(STUBBORN);
        var grandchild = awaitPidInLog();
        var keeper = ProcessHandle.of(child.pid()).orElseThrow().parent().orElseThrow();
        Predicate<ProcessHandle> isChild = process -> process.pid() == child.pid();
        var watcher = keeper.children().filter(isChild.negate()).findFirst().orElseThrow();

        // When
        if (!half.equals("keeper")) {
            signal("KILL", watcher.pid());
        }
        if (!half.equals("watcher")) {
            signal("KILL", keeper.pid());
        }

        // Then
        assertThat(exitCode(child)).isEqualTo(137);
        awaitEnd(child.pid());
        awaitEnd(grandchild);
        awaitEnd(watcher.pid());
        awaitEnd(keeper.pid());
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(ChildCommand.of(log(), List.of("bash", "-c", script)));
    }

    private static int exitCode(ChildProcess child) {
        return child.onExit().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }

    private Path log() {
        return folder.resolve("child.log");
    }

    private void awaitLog(String text) {
        await().atMost(LONG)
                .until(() -> Files.exists(log()) && Files.readString(log()).contains(text));
    }

    private long awaitPidInLog() {
        awaitLog("\n");
        try {
            return Long.parseLong(Files.readString(log()).strip());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
    }

    /** An orphan that has ended may stay in the process table until the system's first process looks at it. */
    private static void awaitEnd(long pid) {
        await().atMost(LONG).until(() -> {
            var state = new ProcessBuilder("ps", "-o", "stat=", "-p", String.valueOf(pid)).start();
            var text = new String(state.getInputStream().readAllBytes()).strip();
            return text.isEmpty() || text.startsWith("Z");
        });
    }
}
