package dev.pricetide.loadtests;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The committed sample as products that nobody has posted yet: the same prices under other ids. Posted unchanged a second
 * time its forecasts would be recognised as made already, and cost nothing.
 *
 * @param group the product group's id
 * @param rows one for each line of the file
 */
record Sample(String group, List<Row> rows) {

    private static final String HEADER =
            ",product_id,timestamp,product,country,company,product_group_id,offer_type,price\n";

    /** A measure with what is said of its series. */
    record Row(
            String productId,
            LocalDate day,
            String product,
            String country,
            String company,
            String offerType,
            BigDecimal price) {

        Instant instant() {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** Reads the file, whose values hold no commas, and gives its ids a suffix. */
    static Sample read(Path file, String suffix) throws IOException {
        List<String[]> lines = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
        return new Sample(
                lines.get(0)[6] + suffix,
                lines.stream()
                        .map(fields -> new Row(
                                fields[1] + suffix,
                                LocalDate.parse(fields[2]),
                                fields[3],
                                fields[4],
                                fields[5],
                                fields[7],
                                new BigDecimal(fields[8])))
                        .toList());
    }

    /** The file to post. */
    byte[] csv() {
        StringBuilder csv = new StringBuilder(HEADER);
        int index = 0;
        for (Row row : rows) {
            csv.append(index++).append(',').append(row.productId()).append(',').append(row.day());
            csv.append(',').append(row.product()).append(',').append(row.country());
            csv.append(',').append(row.company()).append(',').append(group);
            csv.append(',')
                    .append(row.offerType())
                    .append(',')
                    .append(row.price())
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Number of distinct series. */
    long series() {
        return rows.stream().map(Row::productId).distinct().count();
    }
}
