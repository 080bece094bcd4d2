package dev.pricetide.ingest.endpoint;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.BatchReceived.Totals;
import dev.pricetide.ingest.batch.BatchReader;
import dev.pricetide.ingest.batch.Limits;
import dev.pricetide.ingest.kafka.EventLog;
import dev.pricetide.ingest.kafka.EventWriter;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes batches. */
@Path("/v1/batches")
public class BatchResource {

    private static final Logger LOG = Logger.getLogger(BatchResource.class);

    private final EventLog log;
    private final BatchSlots slots;

    BatchResource(EventLog log, BatchSlots slots) {
        this.log = log;
        this.slots = slots;
    }

    /**
     * Reads a CSV of prices as it comes and writes its events.
     *
     * @param key the batch id as a UUIDv7; null lets the server choose
     * @return 202 after every event is acknowledged
     * @throws IOException if the body breaks off; the batch then stays incomplete
     */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public RestResponse<BatchAccepted> post(
            @HeaderParam(IdempotencyKey.HEADER) String key, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        BatchId batch = IdempotencyKey.read(key, Instant.now());
        InputStream csv = BatchBody.open(headers, body);
        Totals totals = slots.within(() -> read(batch, csv));
        LOG.infof(
                "Batch taken. batch=%s rows=%d fragments=%d series=%d rejected=%d",
                batch, totals.rows(), totals.fragments(), totals.series(), totals.rejected());
        return RestResponse.status(RestResponse.Status.ACCEPTED, BatchAccepted.of(batch, totals));
    }

    private Totals read(BatchId batch, InputStream csv) throws IOException {
        try {
            EventWriter events = log.newWriter();
            Totals totals = new BatchReader(batch, Limits.STANDARD, events).read(csv);
            events.awaitAcknowledgements();
            return totals;
        } catch (IOException | RuntimeException e) {
            LOG.infof("Batch not taken; without totals it stays incomplete. batch=%s cause=%s", batch, rootCause(e));
            throw e;
        }
    }

    private static Throwable rootCause(Throwable e) {
        return e.getCause() == null ? e : rootCause(e.getCause());
    }
}
