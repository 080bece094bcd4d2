package dev.pricetide.query.domain;

import org.eclipse.microprofile.graphql.Description;

/**
 * A row that ingest refused.
 *
 * @param line line of the file on which it starts, 1 is the first
 * @param column name of the column at fault, empty where the whole row is
 * @param reason what is wrong and what would be right
 * @param text the row itself, cut at 1 KiB
 */
@Description("A row that was refused.")
public record RejectedRow(
        @Description("Line of the file on which it starts; 1 is the first.")
        int line,

        @Description("Name of the column at fault, empty where the whole row is.")
        String column,

        @Description("What is wrong and what would be right.")
        String reason,

        @Description("The row itself, cut at 1 KiB.") String text) {}
