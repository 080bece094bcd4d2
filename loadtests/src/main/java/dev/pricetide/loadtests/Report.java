package dev.pricetide.loadtests;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The figures as a Markdown table: medians, with the smallest and the largest total. */
final class Report {

    private final PrintStream out;
    private Duration warm = Duration.ZERO;

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(int rows, int runs) {
        out.printf("From POST to every forecast readable: %,d rows, %d runs each, in milliseconds%n%n", rows, runs);
        out.println("| | total, median | least to most | ingest | import | predict | query |");
        out.println("|---|---|---|---|---|---|---|");
    }

    void stages(String kind, List<StageTimes> runs) {
        StageTimes median = StageTimes.median(runs, StageTimes::total);
        Comparator<Duration> order = Comparator.naturalOrder();
        long least =
                runs.stream().map(StageTimes::total).min(order).orElseThrow().toMillis();
        long most =
                runs.stream().map(StageTimes::total).max(order).orElseThrow().toMillis();
        out.printf("| %s | %d | %d to %d |", kind, median.total().toMillis(), least, most);
        for (Duration stage : median.stages()) {
            long share = Math.round(100.0 * stage.toMillis() / median.total().toMillis());
            out.printf(" %d (%d %%) |", stage.toMillis(), share);
        }
        out.println();
        warm = median.total();
    }

    void limit(List<Duration> directWrites) {
        Duration direct = StageTimes.median(directWrites, time -> time);
        out.printf(
                "%nThe limit, the same rows written straight into Cassandra by one warm process: %d ms;"
                        + " the warm pipeline takes %.1f times as long.%n",
                direct.toMillis(), (double) warm.toMillis() / Math.max(1, direct.toMillis()));
    }
}
