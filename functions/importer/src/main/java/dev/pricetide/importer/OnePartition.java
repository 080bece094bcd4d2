package dev.pricetide.importer;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import java.util.List;
import java.util.stream.IntStream;

/** Writes to one partition in few round trips: a batch of it needs no log, for it is applied as a whole. */
final class OnePartition {

    private OnePartition() {}

    /** The rows, all of the same partition, in batches of at most so many. */
    static List<BatchStatement> batches(List<BoundStatement> rows, int size) {
        return IntStream.iterate(0, start -> start < rows.size(), start -> start + size)
                .mapToObj(start -> rows.subList(start, Math.min(start + size, rows.size())))
                .map(part -> BatchStatement.newInstance(BatchType.UNLOGGED).addAll(part))
                .toList();
    }
}
