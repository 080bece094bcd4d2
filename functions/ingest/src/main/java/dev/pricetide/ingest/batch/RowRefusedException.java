package dev.pricetide.ingest.batch;

/** A row that cannot be taken, while the batch goes on. The message says what is wrong and what would be right. */
final class RowRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String column;

    /** @param column name of the column at fault, empty where the whole row is */
    RowRefusedException(String column, String reason) {
        // A stack trace for each of five million rows would help nobody.
        super(reason, null, false, false);
        this.column = column;
    }

    RowRefusedException(Column column, String reason) {
        this(column.title(), reason);
    }

    String column() {
        return column;
    }
}
