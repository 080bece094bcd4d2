package dev.pricetide.ingest.endpoint;

import dev.pricetide.ingest.IngestConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets only so many batches be read at once, which bounds the memory of the process. */
@ApplicationScoped
public class BatchSlots {

    private final Semaphore slots;
    private final Duration patience;

    BatchSlots(IngestConfig config) {
        slots = new Semaphore(config.concurrentBatches(), true);
        patience = config.patience();
    }

    /**
     * Does the work when there is a slot for it.
     *
     * @throws BusyException if there is none in time
     */
    <T> T within(Work<T> work) throws IOException {
        try {
            if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException("Too many batches are being read. Send this one again later.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("The server is stopping. Send the batch again.");
        }
        try {
            return work.run();
        } finally {
            slots.release();
        }
    }

    /** Reads a batch. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** No slot was free in time. */
    static final class BusyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BusyException(String message) {
            super(message);
        }
    }
}
