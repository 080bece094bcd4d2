package dev.pricetide.query.storage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.pricetide.query.domain.CatalogueSeries;
import dev.pricetide.query.domain.Forecast;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The latest forecasts of many series, those of a group read together. */
@ApplicationScoped
public class Forecasts {

    private static final int GROUPS_AT_ONCE = 8;

    private final ForecastTable table;

    Forecasts(ForecastTable table) {
        this.table = table;
    }

    /**
     * The latest forecast of each series: that of the newest origin day, and of several models' the one made last.
     *
     * @return one for each series in the order given, null where there is none
     */
    public Uni<List<Forecast>> latest(List<CatalogueSeries> series) {
        Map<String, List<CatalogueSeries>> groups =
                series.stream().collect(groupingBy(CatalogueSeries::productGroupId));
        return Multi.createFrom()
                .iterable(groups.entrySet())
                .onItem()
                .transformToUni(group -> ofGroup(group.getKey(), group.getValue())
                        .map(forecasts -> Map.entry(group.getKey(), forecasts)))
                .merge(GROUPS_AT_ONCE)
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(found -> series.stream()
                        .map(one -> found.get(one.productGroupId()).get(one.productId()))
                        .collect(toList()));
    }

    private Uni<Map<String, Forecast>> ofGroup(String group, List<CatalogueSeries> series) {
        List<Integer> years = series.stream()
                .flatMap(one -> OriginYears.of(one).stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        return newestFirst(group, series, years, new HashMap<>());
    }

    private Uni<Map<String, Forecast>> newestFirst(
            String group, List<CatalogueSeries> series, List<Integer> years, Map<String, Forecast> found) {
        if (years.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        int year = years.get(0);
        List<Integer> earlier = years.subList(1, years.size());
        Set<String> missing = series.stream()
                .filter(one -> OriginYears.of(one).contains(year) && !found.containsKey(one.productId()))
                .map(CatalogueSeries::productId)
                .collect(toSet());
        if (missing.isEmpty()) {
            return newestFirst(group, series, earlier, found);
        }
        return table.newest(group, year, missing).flatMap(forecasts -> {
            found.putAll(forecasts);
            return newestFirst(group, series, earlier, found);
        });
    }
}
