package dev.pricetide.importer;

import dev.pricetide.events.SeriesMeasured;
import dev.pricetide.store.BatchFragments;
import dev.pricetide.store.Store;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** What became of each fragment of a batch; the importer writes its own columns and no other's. */
@Singleton
class ProgressTable {

    private static final String STORED = """
            INSERT INTO batch_fragments (batch_id, bucket, product_id, fragment, product_group_id, rows, import_state)
            VALUES (?, ?, ?, ?, ?, ?, 'stored')""";
    private static final String REJECTED = """
            INSERT INTO batch_fragments (batch_id, bucket, product_id, fragment, import_state)
            VALUES (?, ?, ?, ?, 'rejected')""";

    private final Store store;

    ProgressTable(Store store) {
        this.store = store;
    }

    Uni<Void> stored(SeriesMeasured fragment) {
        String productId = fragment.series().productId();
        return store.bind(
                        STORED,
                        fragment.batch().uuid(),
                        BatchFragments.bucket(productId),
                        productId,
                        fragment.fragment(),
                        fragment.series().productGroupId(),
                        fragment.instants().size())
                .flatMap(store::execute)
                .replaceWithVoid();
    }

    /** Records that a fragment was refused, so that its batch can end; events with another kind of id are of no batch. */
    Uni<Void> rejected(String eventId) {
        return FragmentId.parse(eventId)
                .map(id -> store.bind(
                                REJECTED,
                                id.batch().uuid(),
                                BatchFragments.bucket(id.productId()),
                                id.productId(),
                                id.fragment())
                        .flatMap(store::execute)
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
