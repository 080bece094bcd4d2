package dev.pricetide.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set of ingest, beside the topic and Kafka's address. */
@ConfigMapping(prefix = "pricetide.ingest")
public interface IngestConfig {

    /** How long a batch waits for Kafka's acknowledgements, or for its turn, before it is answered with 503. */
    @WithDefault("30s")
    Duration patience();

    /** So many batches are read at once, each in about 12 MiB of memory; others wait for their turn. */
    @WithDefault("8")
    int concurrentBatches();
}
