package dev.pricetide.ingest.batch;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesMeasured;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers a batch's rows by series and cuts them into fragments: a series' as soon as it is full, and all of them, in
 * the order in which the series first appeared, whenever too many rows wait. So memory is bounded and the cuts depend on
 * nothing but the rows.
 */
final class Fragmenter {

    private final BatchId batch;
    private final Limits limits;
    private final Consumer<SeriesMeasured> fragments;
    private final Map<String, SeriesBuffer> series = new LinkedHashMap<>();
    private int bufferedRows;
    private long attributeCharacters;
    private int fragmentCount;

    /** @param fragments is given each fragment as it is cut */
    Fragmenter(BatchId batch, Limits limits, Consumer<SeriesMeasured> fragments) {
        this.batch = batch;
        this.limits = limits;
        this.fragments = fragments;
    }

    /**
     * Takes a row.
     *
     * @throws RowRefusedException if it contradicts what its series was before, or the series has too many fragments
     * @throws BatchRefusedException if it is one series too many
     */
    void add(MeasuredRow row) throws RowRefusedException {
        SeriesBuffer buffer = series.get(row.series().productId());
        if (buffer == null) {
            buffer = open(row);
        }
        buffer.add(row);
        bufferedRows++;
        if (buffer.size() == limits.fragmentRows()) {
            cut(buffer);
        } else if (bufferedRows == limits.bufferedRows()) {
            cutAll();
        }
    }

    /** Cuts what is left. */
    void cutAll() {
        for (SeriesBuffer buffer : series.values()) {
            if (buffer.size() > 0) {
                cut(buffer);
            }
        }
    }

    /** The fragments cut so far. */
    int fragmentCount() {
        return fragmentCount;
    }

    /** The series seen so far. */
    int seriesCount() {
        return series.size();
    }

    private SeriesBuffer open(MeasuredRow row) {
        attributeCharacters += characters(row.series());
        if (series.size() == limits.series() || attributeCharacters > limits.attributeCharacters()) {
            throw new BatchRefusedException(
                    BatchRefusedException.Kind.TOO_LARGE,
                    "Line " + row.line() + ": a batch can have at most " + limits.series()
                            + " different product_ids and "
                            + limits.attributeCharacters()
                            + " characters of their names; send it as several batches.");
        }
        SeriesBuffer buffer = new SeriesBuffer(row);
        series.put(row.series().productId(), buffer);
        return buffer;
    }

    private void cut(SeriesBuffer buffer) {
        bufferedRows -= buffer.size();
        fragmentCount++;
        fragments.accept(buffer.cut(batch));
    }

    private static int characters(Series series) {
        return series.productId().length()
                + series.product().length()
                + series.country().length()
                + series.company().length()
                + series.productGroupId().length()
                + series.offerType().length();
    }
}
