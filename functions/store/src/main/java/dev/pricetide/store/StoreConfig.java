package dev.pricetide.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the functions use Cassandra; where it is and its consistency levels are {@code quarkus.cassandra.*}. */
@ConfigMapping(prefix = "pricetide.store")
public interface StoreConfig {

    /** How long a call waits for the session, which is made in the background and may find no server yet. */
    @WithDefault("PT10S")
    Duration connectTimeout();

    /** Statements of one call that are under way at once. */
    @WithDefault("32")
    int concurrency();
}
