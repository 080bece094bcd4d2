package dev.pricetide.local.platform.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line that is written anew on a terminal; where the output goes elsewhere, a line for changes a second apart. */
final class ProgressLine {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PrintStream out;
    private final boolean terminal;
    private String current = "";
    private String shown = "";
    private long shownAt;

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void show(String format, Object... values) {
        current = String.format(Locale.ROOT, format, values);
        if (terminal || System.nanoTime() - shownAt >= PAUSE.toNanos()) {
            write();
        }
    }

    /** Shows what came last and goes on to the next line. */
    synchronized void end() {
        write();
        if (terminal && !shown.isEmpty()) {
            out.println();
        }
        current = "";
        shown = "";
    }

    private void write() {
        if (current.equals(shown)) {
            return;
        }
        if (terminal) {
            out.print("\r" + current + " ".repeat(Math.max(0, shown.length() - current.length())));
            out.flush();
        } else {
            out.println(current);
        }
        shown = current;
        shownAt = System.nanoTime();
    }
}
