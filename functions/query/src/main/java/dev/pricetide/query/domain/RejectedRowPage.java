package dev.pricetide.query.domain;

import io.smallrye.graphql.api.Nullable;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * Some of the rows that ingest refused.
 *
 * @param items in the order of the file
 * @param endCursor where the next page begins, null on the last one
 */
@Description("A page of refused rows.")
public record RejectedRowPage(
        List<@NonNull RejectedRow> items,

        @Nullable @Description("Give it as `after` for the next page; null when there is none.")
        String endCursor) {}
