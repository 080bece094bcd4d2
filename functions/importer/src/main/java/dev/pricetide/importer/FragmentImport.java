package dev.pricetide.importer;

import dev.pricetide.events.EventData;
import dev.pricetide.events.SeriesMeasured;
import dev.pricetide.events.SeriesUpdated;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Stores a fragment. Every write is an upsert with a timestamp that follows from the event alone, so it may be done
 * again after any part of it, and in any order with other fragments. That the fragment is stored is written last.
 */
@Singleton
class FragmentImport {

    private final MeasuresTable measures;
    private final SeriesTable catalogue;
    private final ProgressTable progress;

    FragmentImport(MeasuresTable measures, SeriesTable catalogue, ProgressTable progress) {
        this.measures = measures;
        this.catalogue = catalogue;
        this.progress = progress;
    }

    Uni<Optional<EventData>> store(SeriesMeasured fragment) {
        StandingPrices prices = StandingPrices.of(fragment);
        long writeTimestamp = fragment.batch().writeTimestamp(fragment.fragment());
        return Uni.join()
                .all(
                        measures.write(fragment.series(), prices, writeTimestamp),
                        catalogue.write(fragment.series(), prices.first(), prices.last(), writeTimestamp))
                .andFailFast()
                .chain(() -> progress.stored(fragment))
                .replaceWith(() -> Optional.of(updated(fragment, prices)));
    }

    private static SeriesUpdated updated(SeriesMeasured fragment, StandingPrices prices) {
        return new SeriesUpdated(
                fragment.batch(),
                fragment.fragment(),
                fragment.series().productId(),
                fragment.series().productGroupId(),
                prices.first(),
                prices.last(),
                fragment.instants().size());
    }
}
