package dev.pricetide.predict;

import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.predict.storage.CatalogueEntry;
import dev.pricetide.predict.window.History;
import dev.pricetide.step.RejectedException;
import java.util.Comparator;
import java.util.List;

/**
 * A product group as of its latest measured day.
 *
 * @param id the group's
 * @param history the days up to that one
 * @param entries its series
 */
record ProductGroup(String id, History history, List<CatalogueEntry> entries) {

    /**
     * The group of a changed series.
     *
     * @throws RejectedException if the catalogue does not have the series. Importer writes it before it says so, and
     *     both read and write at a quorum, so it is not late: it is not there.
     */
    static ProductGroup of(SeriesUpdated updated, List<CatalogueEntry> entries) {
        if (entries.stream().noneMatch(entry -> entry.series().productId().equals(updated.productId()))) {
            throw new RejectedException(
                    "unknown-series",
                    "the catalogue has no series " + updated.productId() + " in the product group "
                            + updated.productGroupId() + "; importer must have stored it before");
        }
        CatalogueEntry latest = entries.stream()
                .max(Comparator.comparing(CatalogueEntry::latest))
                .orElseThrow();
        return new ProductGroup(updated.productGroupId(), History.endingAt(latest.latest()), entries);
    }

    List<Series> series() {
        return entries.stream().map(CatalogueEntry::series).toList();
    }

    /** Ids of the series whose latest measure is not older than the history. */
    List<String> measuredIds() {
        return entries.stream()
                .filter(entry -> !entry.latest().isBefore(history.start()))
                .map(entry -> entry.series().productId())
                .toList();
    }
}
