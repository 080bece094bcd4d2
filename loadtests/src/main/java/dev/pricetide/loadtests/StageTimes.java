package dev.pricetide.loadtests;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * When each stage of one run ended. Stages overlap; a stage's share is what it adds after the one before has ended.
 *
 * @param posted the POST began
 * @param accepted it was answered with 202: every event is in the topic
 * @param stored the last {@code series.updated} was written: every row is in Cassandra
 * @param predicted the last {@code price.predicted} was written: every forecast is in Cassandra
 * @param readable the first GraphQL answer with every forecast arrived
 */
record StageTimes(Instant posted, Instant accepted, Instant stored, Instant predicted, Instant readable) {

    /** From POST to every forecast readable. */
    Duration total() {
        return Duration.between(posted, readable);
    }

    /** What ingest, import, predict and query add, in this order; their sum is {@link #total()}. */
    List<Duration> stages() {
        List<Duration> stages = new ArrayList<>();
        Instant reached = posted;
        for (Instant end : List.of(accepted, stored, predicted, readable)) {
            stages.add(end.isAfter(reached) ? Duration.between(reached, end) : Duration.ZERO);
            reached = end.isAfter(reached) ? end : reached;
        }
        return stages;
    }

    /** The run in the middle by some duration. */
    static <T> T median(List<T> runs, Function<T, Duration> by) {
        return runs.stream()
                .sorted((one, other) -> by.apply(one).compareTo(by.apply(other)))
                .toList()
                .get(runs.size() / 2);
    }
}
