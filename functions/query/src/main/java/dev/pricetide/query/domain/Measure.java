package dev.pricetide.query.domain;

import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;

/**
 * One price of one series at one time.
 *
 * @param instant when it was measured
 * @param price greater than 0, at most 6 decimals
 */
@Description("One price of one series at one time.")
public record Measure(Instant instant, BigDecimal price) {}
