package dev.pricetide.loadtests;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The limit that the pipeline is held against: the sample's rows written straight into the table of measures by one warm
 * process, in the statements that the importer uses, with no events, no catalogue, no progress and no forecast.
 */
final class DirectWrite implements AutoCloseable {

    private static final int ROWS_A_STATEMENT = 250;

    private final CqlSession session;
    private final PreparedStatement insert;

    /** @param contactPoint host:port */
    DirectWrite(String contactPoint) {
        int colon = contactPoint.lastIndexOf(':');
        session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(
                        contactPoint.substring(0, colon), Integer.parseInt(contactPoint.substring(colon + 1))))
                .withLocalDatacenter("datacenter1")
                .withKeyspace("pricetide")
                .build();
        insert = session.prepare(
                "INSERT INTO measures (product_group_id, year, product_id, instant, price) VALUES (?, ?, ?, ?, ?)");
    }

    /** Writes all rows; returns how long it took until the last one was acknowledged. */
    Duration write(Sample sample) {
        long start = System.nanoTime();
        Map<Integer, List<Sample.Row>> partitions = sample.rows().stream()
                .collect(Collectors.groupingBy(row -> row.day().getYear()));
        List<CompletableFuture<?>> writes = new ArrayList<>();
        partitions.forEach((year, rows) -> {
            for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
                List<Sample.Row> part = rows.subList(from, Math.min(rows.size(), from + ROWS_A_STATEMENT));
                writes.add(session.executeAsync(statement(sample.group(), year, part))
                        .toCompletableFuture());
            }
        });
        writes.forEach(CompletableFuture::join);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        session.close();
    }

    private BatchStatement statement(String group, int year, List<Sample.Row> rows) {
        BatchStatementBuilder statement = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        rows.forEach(
                row -> statement.addStatement(insert.bind(group, year, row.productId(), row.instant(), row.price())));
        return statement.build();
    }
}
