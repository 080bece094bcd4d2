package dev.pricetide.ingest.csv;

/**
 * Why the bytes of a row are no CSV row.
 *
 * @param field position of the field at fault, from 0; {@link #WHOLE_ROW} where no single one is
 * @param reason what is wrong and what would be right
 */
public record RowFault(int field, String reason) {

    /** The {@link #field} of a fault that no single field has. */
    public static final int WHOLE_ROW = -1;
}
