package dev.pricetide.query.domain;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

/**
 * A series of the catalogue.
 *
 * @param productId its id
 * @param product the product's name as first spelt
 * @param country ISO 3166 code
 * @param company the shop as first spelt
 * @param offerType for instance {@code unlocked}
 * @param productGroupId the product across companies and offers
 * @param firstMeasured its earliest instant
 * @param lastMeasured its latest instant
 */
@Type("Series")
@Description("The prices of one product at one company with one offer type.")
public record CatalogueSeries(
        String productId,
        String product,
        @Description("ISO 3166 code.") String country,
        String company,
        String offerType,

        @Description("The same product across companies and offers.")
        String productGroupId,

        @Description("Instant of the earliest price.") Instant firstMeasured,
        @Description("Instant of the latest price.") Instant lastMeasured) {}
