package dev.pricetide.query.storage;

/**
 * Counts the fragments of a batch, those of a series one after the other, and so needs no memory of them.
 *
 * <p>A series is open as long as one of its fragments is neither refused by the importer nor through predict. Of a
 * series that is not, one forecast makes it forecast, else one fragment that was too short makes it too short, else it
 * is rejected.
 */
final class BatchTally {

    /** What one fragment went through, worst outcome for the series first. */
    enum Outcome {
        REJECTED,
        TOO_SHORT,
        FORECAST,
        OPEN
    }

    private final int[] series = new int[Outcome.values().length];
    private long storedRows;
    private long rejectedRows;
    private int fragments;
    private int imported;
    private int uncounted;
    private String product;
    private Outcome outcome;

    /**
     * Counts the next fragment.
     *
     * @param rows its rows, null where it could not be read that far
     * @param importState stored, rejected or null
     * @param forecastState forecast, too-short, rejected or null
     */
    void add(String productId, Integer rows, String importState, String forecastState) {
        fragments++;
        if (importState != null) {
            imported++;
            count(rows, importState);
        }
        Outcome next = outcome(importState, forecastState);
        if (productId.equals(product)) {
            outcome = outcome.compareTo(next) < 0 ? next : outcome;
        } else {
            closeSeries();
            product = productId;
            outcome = next;
        }
    }

    private void count(Integer rows, String importState) {
        if (rows == null) {
            uncounted++;
        } else if (importState.equals("stored")) {
            storedRows += rows;
        } else {
            rejectedRows += rows;
        }
    }

    private static Outcome outcome(String importState, String forecastState) {
        if ("rejected".equals(importState)) {
            return Outcome.REJECTED;
        }
        if (forecastState == null) {
            return Outcome.OPEN;
        }
        return switch (forecastState) {
            case "forecast" -> Outcome.FORECAST;
            case "too-short" -> Outcome.TOO_SHORT;
            default -> Outcome.REJECTED;
        };
    }

    private void closeSeries() {
        if (outcome != null) {
            series[outcome.ordinal()]++;
            outcome = null;
        }
    }

    /** Adds what another one counted of other series. */
    void add(BatchTally other) {
        closeSeries();
        other.closeSeries();
        product = null;
        storedRows += other.storedRows;
        rejectedRows += other.rejectedRows;
        fragments += other.fragments;
        imported += other.imported;
        uncounted += other.uncounted;
        for (int i = 0; i < series.length; i++) {
            series[i] += other.series[i];
        }
    }

    long storedRows() {
        return storedRows;
    }

    /** Fragments that the importer is through with, stored or refused. */
    int imported() {
        return imported;
    }

    /** Of them those whose rows nobody could count. */
    int uncounted() {
        return uncounted;
    }

    /** Rows of fragments that the importer refused, as far as they could be counted. */
    long rejectedRows() {
        return rejectedRows;
    }

    int fragments() {
        return fragments;
    }

    /** Series with that outcome. */
    int series(Outcome of) {
        return series[of.ordinal()] + (of == outcome ? 1 : 0);
    }

    int series() {
        int sum = 0;
        for (Outcome each : Outcome.values()) {
            sum += series(each);
        }
        return sum;
    }
}
