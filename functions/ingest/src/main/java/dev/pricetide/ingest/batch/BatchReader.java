package dev.pricetide.ingest.batch;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.BatchReceived;
import dev.pricetide.events.BatchReceived.RejectedRow;
import dev.pricetide.events.BatchReceived.Totals;
import dev.pricetide.events.EventIds;
import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.events.SeriesMeasured;
import dev.pricetide.ingest.csv.RowReader;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads one batch and makes its events: fragments and full parts of refused rows as they come, then the last part with
 * the totals.
 *
 * <pre>
 *   bytes ──▶ RowReader ──row──▶ MeasuredRow ──▶ Fragmenter ──series.measured──▶ events
 *                 └─fault──────────┴─refused──────────┴──▶ Refusals ──batch.received──▶ events
 * </pre>
 */
public final class BatchReader {

    private final BatchId batch;
    private final Limits limits;
    private final Consumer<CloudEvent> events;
    private final Timestamp timestamps;
    private final Fragmenter fragmenter;
    private final Refusals refusals;

    /** @param events is given each event in order; what it throws ends the reading */
    public BatchReader(BatchId batch, Limits limits, Consumer<CloudEvent> events) {
        this.batch = batch;
        this.limits = limits;
        this.events = events;
        timestamps = new Timestamp(batch.ingestTime());
        fragmenter = new Fragmenter(batch, limits, this::send);
        refusals = new Refusals(batch, this::send);
    }

    /**
     * Reads the whole CSV. May be called once.
     *
     * @param csv UTF-8; it is not closed
     * @return what the batch consisted of, which is in its last event too
     * @throws BatchRefusedException if the batch cannot be taken; it then never gets an event with totals
     * @throws IOException if the stream breaks off, likewise
     */
    public Totals read(InputStream csv) throws IOException {
        RowReader rows = new RowReader(new BoundedInput(csv, limits.bytes()));
        Header header = Header.read(rows);
        long count = 0;
        while (rows.next()) {
            if (++count > limits.rows()) {
                throw new BatchRefusedException(
                        BatchRefusedException.Kind.TOO_LARGE,
                        "Line " + rows.line() + ": a batch can have at most " + limits.rows()
                                + " rows; send it as several batches.");
            }
            take(rows, header);
        }
        fragmenter.cutAll();
        Totals totals = new Totals(count, fragmenter.fragmentCount(), fragmenter.seriesCount(), refusals.count());
        refusals.finish(totals);
        return totals;
    }

    private void take(RowReader row, Header header) {
        try {
            if (row.fault().isPresent()) {
                throw new RowRefusedException(
                        header.title(row.fault().get()), row.fault().get().reason());
            }
            fragmenter.add(MeasuredRow.read(row, header, timestamps));
        } catch (RowRefusedException e) {
            refusals.add(new RejectedRow(row.line(), e.column(), e.getMessage(), row.text()));
        }
    }

    private void send(SeriesMeasured fragment) {
        String id = EventIds.fragment(batch, fragment.series().productId(), fragment.fragment());
        events.accept(Events.write(fragment, EventSource.INGEST, id, batch.ingestTime()));
    }

    private void send(BatchReceived part) {
        String id = EventIds.part(batch, part.part());
        events.accept(Events.write(part, EventSource.INGEST, id, batch.ingestTime()));
    }
}
