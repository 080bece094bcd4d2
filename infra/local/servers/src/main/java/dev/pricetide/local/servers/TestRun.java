package dev.pricetide.local.servers;

import java.util.stream.Stream;

/** What the tests in this JVM belong to. */
final class TestRun {
    private TestRun() {}

    /**
     * The process with whose end the servers shall end: Maven, where surefire or failsafe has forked this JVM (there may
     * be a shell between them), else this JVM, as in an IDE.
     */
    static ProcessHandle owner() {
        var self = ProcessHandle.current();
        return isForkedByMaven()
                ? ancestors(self).filter(TestRun::isJava).findFirst().orElse(self)
                : self;
    }

    private static boolean isForkedByMaven() {
        return System.getProperty("surefire.test.class.path") != null
                || System.getProperty("surefire.real.class.path") != null;
    }

    private static Stream<ProcessHandle> ancestors(ProcessHandle process) {
        return Stream.iterate(
                        process.parent(), parent -> parent.isPresent(), parent -> parent.flatMap(ProcessHandle::parent))
                .map(parent -> parent.orElseThrow());
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/java"))
                .isPresent();
    }
}
