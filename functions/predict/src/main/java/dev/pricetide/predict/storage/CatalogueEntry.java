package dev.pricetide.predict.storage;

import dev.pricetide.events.Series;
import java.time.Instant;

/**
 * A series of the catalogue.
 *
 * @param series the series, as first spelt
 * @param latest the instant of its latest measure
 */
public record CatalogueEntry(Series series, Instant latest) {}
