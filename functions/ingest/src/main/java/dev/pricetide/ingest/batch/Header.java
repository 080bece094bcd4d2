package dev.pricetide.ingest.batch;

import static java.util.stream.Collectors.joining;

import dev.pricetide.ingest.csv.RowFault;
import dev.pricetide.ingest.csv.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The first row of a CSV: which column is where. */
final class Header {

    private final List<String> titles;
    private final Map<Column, Integer> positions = new EnumMap<>(Column.class);

    private Header(List<String> titles) {
        this.titles = titles;
        for (Column column : Column.values()) {
            positions.put(column, titles.indexOf(column.title()));
        }
    }

    /**
     * Reads the header off the rows, which from then on have as many fields as it has.
     *
     * @throws BatchRefusedException if there is none, it is faulty, or needed columns are missing or there twice
     */
    static Header read(RowReader rows) throws IOException {
        if (!rows.next()) {
            throw refused(
                    "The batch is empty; its first line must name the columns " + list(List.of(Column.values())) + ".");
        }
        if (rows.fault().isPresent()) {
            throw refused("Line " + rows.line() + ", the header: "
                    + rows.fault().get().reason() + ".");
        }
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < rows.fields(); i++) {
            titles.add(rows.field(i).strip());
        }
        check(rows.line(), titles);
        rows.expectFields(titles.size());
        return new Header(titles);
    }

    private static void check(long line, List<String> titles) {
        List<Column> missing = columns(column -> !titles.contains(column.title()));
        List<Column> repeated = columns(column -> Collections.frequency(titles, column.title()) > 1);
        if (!missing.isEmpty() || !repeated.isEmpty()) {
            throw refused("Line " + line + ", the header: "
                    + (missing.isEmpty() ? "" : "missing " + list(missing) + "; ")
                    + (repeated.isEmpty() ? "" : "more than once " + list(repeated) + "; ")
                    + "each of " + list(List.of(Column.values())) + " must be there once, separated by commas.");
        }
    }

    /** The row's text in that column, without the spaces around it. */
    String value(RowReader row, Column column) {
        return row.field(positions.get(column)).strip();
    }

    /** The name of the column of a fault, empty where the whole row is at fault. */
    String title(RowFault fault) {
        return fault.field() == RowFault.WHOLE_ROW ? "" : titles.get(fault.field());
    }

    private static List<Column> columns(Predicate<Column> which) {
        return Arrays.stream(Column.values()).filter(which).toList();
    }

    private static String list(List<Column> columns) {
        return columns.stream().map(Column::title).collect(joining(", "));
    }

    private static BatchRefusedException refused(String sentence) {
        return new BatchRefusedException(BatchRefusedException.Kind.INVALID, sentence);
    }
}
