package dev.pricetide.local.servers;

import java.time.Instant;
import java.util.Optional;

/**
 * A process, told apart from a later one that got the same id.
 *
 * @param startMillis when it started, in ms since 1970; 0 where the system does not tell
 */
record RunningProcess(long pid, long startMillis) {
    /** The kernel's clock of process starts is set by seconds when the time of day is corrected. */
    private static final long SAME_START_MILLIS = 2_000;

    static RunningProcess of(ProcessHandle process) {
        return new RunningProcess(process.pid(), start(process));
    }

    /** Reads what {@link #toString} wrote. */
    static Optional<RunningProcess> parse(String text) {
        var parts = text.split("-", -1);
        try {
            return Optional.of(new RunningProcess(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The process while it runs. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> isSameAs(RunningProcess.of(process)));
    }

    boolean isSameAs(RunningProcess other) {
        return pid == other.pid && Math.abs(startMillis - other.startMillis) < SAME_START_MILLIS;
    }

    @Override
    public String toString() {
        return pid + "-" + startMillis;
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
