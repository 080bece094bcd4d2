package dev.pricetide.predict.storage;

import dev.pricetide.predict.model.ModelOutput;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The forecast of one series by one model as of one day, as it is kept.
 *
 * @param productId the series
 * @param lastDay the day of its newest price
 * @param lastPrice its newest price
 * @param output what the model answered
 * @param inputHash of what the model was told, and of the model
 * @param predictedAt when the model was asked
 */
public record StoredForecast(
        String productId,
        LocalDate lastDay,
        BigDecimal lastPrice,
        ModelOutput output,
        ByteBuffer inputHash,
        Instant predictedAt) {}
