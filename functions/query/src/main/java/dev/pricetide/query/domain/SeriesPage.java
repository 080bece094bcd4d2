package dev.pricetide.query.domain;

import io.smallrye.graphql.api.Nullable;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * Some of the series that were asked for.
 *
 * @param items in the catalogue's own order, which is stable
 * @param endCursor where the next page begins, null on the last one
 */
@Description("A page of series.")
public record SeriesPage(
        List<@NonNull CatalogueSeries> items,

        @Nullable @Description("Give it as `after` for the next page; null when there is none.")
        String endCursor) {}
