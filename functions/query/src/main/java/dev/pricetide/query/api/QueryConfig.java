package dev.pricetide.query.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What one question may cost. */
@ConfigMapping(prefix = "pricetide.query")
public interface QueryConfig {

    /** How long one field may take against the store. */
    @WithDefault("PT10S")
    Duration timeout();

    /** The longest page of any list. */
    @WithDefault("100")
    @Min(1)
    int maxPage();

    /** Measures of one series in one answer. */
    @WithDefault("5000")
    @Min(1)
    int maxMeasures();

    /** Measures of all series in one answer, so that memory is bounded. */
    @WithDefault("25000")
    @Min(1)
    int maxMeasuresARequest();
}
