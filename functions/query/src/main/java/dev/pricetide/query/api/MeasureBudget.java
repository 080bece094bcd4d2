package dev.pricetide.query.api;

import graphql.schema.DataFetchingEnvironment;
import io.smallrye.graphql.api.Context;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures that the fields of one request may still read together. */
final class MeasureBudget {

    private final int most;
    private final AtomicInteger left;

    private MeasureBudget(int most) {
        this.most = most;
        this.left = new AtomicInteger(most);
    }

    /** The one of the request that is being answered on this thread. */
    static MeasureBudget of(Context context, int most) {
        return context.unwrap(DataFetchingEnvironment.class)
                .getGraphQlContext()
                .computeIfAbsent(MeasureBudget.class, key -> new MeasureBudget(most));
    }

    /** @throws LimitExceededException if none is left */
    void takeOne() {
        if (left.getAndDecrement() <= 0) {
            throw new LimitExceededException(
                    "One request may read " + most + " measures; ask for fewer series or for a shorter time");
        }
    }
}
