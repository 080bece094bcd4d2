package dev.pricetide.predict.storage;

import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.store.BatchFragments;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The progress of a batch, as far as forecasts are concerned. */
@ApplicationScoped
public class Progress {

    private static final String RECORD = """
            INSERT INTO batch_fragments (batch_id, bucket, product_id, fragment, forecast_state) VALUES (?, ?, ?, ?, ?)
            USING TIMESTAMP ?""";

    private final Store store;

    Progress(Store store) {
        this.store = store;
    }

    /**
     * Records what became of a fragment.
     *
     * @param writeTimestamp microseconds since 1970; of two states of a fragment the later one stands
     */
    public Uni<Void> record(SeriesUpdated fragment, ForecastState state, long writeTimestamp) {
        return store.bind(
                        RECORD,
                        fragment.batch().uuid(),
                        BatchFragments.bucket(fragment.productId()),
                        fragment.productId(),
                        fragment.fragment(),
                        state.text(),
                        writeTimestamp)
                .flatMap(store::execute)
                .replaceWithVoid();
    }
}
