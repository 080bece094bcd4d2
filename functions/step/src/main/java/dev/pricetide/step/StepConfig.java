package dev.pricetide.step;

import dev.pricetide.events.EventSource;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which function this is, and how patient. */
@ConfigMapping(prefix = "pricetide.step")
public interface StepConfig {

    /** The function, for instance {@code importer}; it is the answers' source. */
    EventSource function();

    /** Limit of one event's work; below the broker's own of 60 s, so that the reason reaches the dead letter. */
    @WithDefault("PT50S")
    Duration timeout();
}
