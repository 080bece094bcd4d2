package dev.pricetide.query.api;

import dev.pricetide.query.domain.Batch;
import dev.pricetide.query.domain.RejectedRowPage;
import dev.pricetide.query.storage.Batches;
import dev.pricetide.query.storage.RejectedRows;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** How far a batch has come. */
@GraphQLApi
public class BatchApi {

    private final Batches batches;
    private final RejectedRows rejectedRows;
    private final Input input;
    private final StoreCall call;

    BatchApi(Batches batches, RejectedRows rejectedRows, Input input, StoreCall call) {
        this.batches = batches;
        this.rejectedRows = rejectedRows;
        this.input = input;
        this.call = call;
    }

    /** The progress of a batch; one that nothing is known of has the state UNKNOWN. */
    @Query
    @NonNull
    @Description("The progress of the batch with that id, a UUIDv7.")
    public Uni<Batch> batch(@NonNull @Name("id") String id) {
        return call.bounded(batches.progress(input.batch(id)));
    }

    /** The rows that ingest refused. */
    @NonNull
    @Description("The rows that were refused on arrival, in the order of the file.")
    public Uni<RejectedRowPage> rejectedRows(
            @Source Batch batch,
            @DefaultValue("20") @Description("How many at most, 1 to 100.") Integer first,
            @Description("The endCursor of the page before.") String after) {
        return call.bounded(rejectedRows.page(input.batch(batch.id()), input.first(first), input.numberedAfter(after)));
    }
}
