package dev.pricetide.query;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The statements that the application had Cassandra execute; the driver makes it, so what it notes is static. */
public class StatementLog implements RequestTracker {

    private static final Queue<String> STATEMENTS = new ConcurrentLinkedQueue<>();

    /** As the driver wants it. */
    public StatementLog(DriverContext context) {}

    /** What is executed while the work is done. */
    public static List<String> during(Runnable work) {
        STATEMENTS.clear();
        work.run();
        return List.copyOf(STATEMENTS);
    }

    @Override
    public void onSuccess(
            Request request, long latency, DriverExecutionProfile profile, Node node, String requestPrefix) {
        if (request instanceof BoundStatement statement) {
            STATEMENTS.add(statement.getPreparedStatement().getQuery());
        }
    }

    @Override
    public void close() {
        STATEMENTS.clear();
    }
}
