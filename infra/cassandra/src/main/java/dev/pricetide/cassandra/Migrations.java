package dev.pricetide.cassandra;

import java.util.List;

/** The schema's history. A released file never changes: what is to be otherwise gets a new file at the list's end. */
final class Migrations {
    private static final List<String> FILES = List.of("V001__measures_forecasts_alerts_and_batches.cql");

    private Migrations() {}

    /** All of them, in the order of their versions. */
    static List<Migration> all() {
        return FILES.stream().map(Migration::read).toList();
    }
}
