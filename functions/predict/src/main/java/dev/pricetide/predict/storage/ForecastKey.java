package dev.pricetide.predict.storage;

import java.time.LocalDate;

/**
 * What the forecasts of a product group are kept under.
 *
 * @param productGroupId the group
 * @param originDay the group's latest measured day
 * @param model the model's name
 * @param version the model's version
 */
public record ForecastKey(String productGroupId, LocalDate originDay, String model, String version) {}
