package dev.pricetide.query.domain;

import org.eclipse.microprofile.graphql.Description;

/** How far a batch has come. */
@Description("How far a batch has come.")
public enum BatchState {
    @Description("Nothing of this batch has arrived here.")
    UNKNOWN,
    @Description("Its totals have not arrived: it is still being sent, or its stream broke off.")
    INCOMPLETE,
    @Description("All of it was received; some rows are not stored or some series not forecast yet.")
    PROCESSING,
    @Description("Every row is stored or rejected, and every series has its outcome.")
    DONE
}
