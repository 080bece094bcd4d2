package dev.pricetide.ingest.batch;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesMeasured;
import dev.pricetide.ingest.csv.Excerpt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One series of a batch: as it was first spelt, and its measures that are in no fragment yet. */
final class SeriesBuffer {

    private final Series series;
    private final long firstLine;
    private int fragments;
    private List<Instant> instants = List.of();
    private List<BigDecimal> prices = List.of();

    /** @param first the series' first row, which gives it its attributes */
    SeriesBuffer(MeasuredRow first) {
        series = first.series();
        firstLine = first.line();
    }

    /** Takes a row's measure. */
    void add(MeasuredRow row) throws RowRefusedException {
        checkSame(Column.PRODUCT_GROUP_ID, series.productGroupId(), row.series().productGroupId(), false);
        checkSame(Column.COMPANY, series.company(), row.series().company(), true);
        checkSame(Column.OFFER_TYPE, series.offerType(), row.series().offerType(), true);
        checkSame(Column.COUNTRY, series.country(), row.series().country(), true);
        if (fragments == BatchId.MAX_FRAGMENTS) {
            throw new RowRefusedException(
                    Column.PRODUCT_ID,
                    "product_id " + series.productId() + " has " + BatchId.MAX_FRAGMENTS
                            + " fragments in this batch, the most that a series can have; send the rest as another batch");
        }
        if (instants.isEmpty()) {
            instants = new ArrayList<>();
            prices = new ArrayList<>();
        }
        instants.add(row.instant());
        prices.add(row.price());
    }

    /** The number of measures that are in no fragment yet. */
    int size() {
        return instants.size();
    }

    /** Makes the next fragment of all measures that are in none yet; there must be some. */
    SeriesMeasured cut(BatchId batch) {
        SeriesMeasured fragment = new SeriesMeasured(batch, fragments++, series, instants, prices);
        instants = List.of();
        prices = List.of();
        return fragment;
    }

    /** Names compare without case, ids with it: two ids are two rows in every table. */
    private void checkSame(Column column, String first, String now, boolean ignoreCase) throws RowRefusedException {
        if (!first.equals(now) && !(ignoreCase && Series.key(first).equals(Series.key(now)))) {
            throw new RowRefusedException(
                    column,
                    column.title() + " is " + Excerpt.quoted(now) + ", but product_id " + series.productId() + " has "
                            + Excerpt.quoted(first) + " in line " + firstLine
                            + "; a product_id is one product at one company with one offer type");
        }
    }
}
