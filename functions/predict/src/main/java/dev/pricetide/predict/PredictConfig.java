package dev.pricetide.predict;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How product groups are forecast. */
@ConfigMapping(prefix = "pricetide.predict")
public interface PredictConfig {

    /**
     * The most series of one product group that are forecast. A larger group is rejected: its event would not stay
     * below the 512 KiB that the contract allows.
     */
    @WithDefault("400")
    int maxSeries();
}
