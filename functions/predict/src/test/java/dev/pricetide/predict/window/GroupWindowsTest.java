package dev.pricetide.predict.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pricetide.events.Series;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is measured, a window says what the contract says, told here again in the most direct way. */
class GroupWindowsTest {

    private static final LocalDate ORIGIN = LocalDate.parse("2021-02-10");
    private static final History HISTORY = new History(ORIGIN);

    /** One measure of one of a group's series. */
    record Measure(Series series, Instant instant, BigDecimal price) {

        LocalDate day() {
            return LocalDate.ofInstant(instant, ZoneOffset.UTC);
        }
    }

    @Property(tries = 100)
    void aColumnIsTheLastPriceOfItsDay(@ForAll("measures") List<Measure> measures) {
        for (SeriesWindow window : cut(measures)) {
            for (int column = 0; column < History.WINDOW; column++) {
                Optional<Measure> last = last(measures, window.series(), day(column));
                assertThat(window.mask()[column]).isEqualTo(last.isPresent() ? 1 : 0);
                assertThat(window.price()[column])
                        .isEqualTo(last.map(measure -> measure.price().floatValue())
                                .orElse(0f));
            }
        }
    }

    @Property(tries = 100)
    void aPeerPriceIsTheLowestOfTheOtherCompaniesOfTheLastSevenDays(@ForAll("measures") List<Measure> measures) {
        for (SeriesWindow window : cut(measures)) {
            for (int column = 0; column < History.WINDOW; column++) {
                LocalDate day = day(column);
                float lowest = SERIES.stream()
                        .filter(other -> other.offerKey().equals(window.series().offerKey()))
                        .filter(other ->
                                !other.companyKey().equals(window.series().companyKey()))
                        .flatMap(other -> carried(measures, other, day).stream())
                        .min(Comparator.naturalOrder())
                        .orElse(0f);
                assertThat(window.peerPrice()[column]).as("%s", day).isEqualTo(lowest);
            }
        }
    }

    @Property(tries = 100)
    void theLastPriceIsTheNewestOfTheWindow(@ForAll("measures") List<Measure> measures) {
        for (SeriesWindow window : cut(measures)) {
            Optional<Measure> newest = measures.stream()
                    .filter(measure -> measure.series().equals(window.series()))
                    .filter(measure ->
                            !measure.day().isBefore(day(0)) && !measure.day().isAfter(ORIGIN))
                    .max(Comparator.comparing(Measure::instant));
            assertThat(window.lastPrice()).isEqualTo(newest.map(Measure::price).orElse(null));
            assertThat(window.lastDay()).isEqualTo(newest.map(Measure::day).orElse(null));
        }
    }

    @Property(tries = 100)
    void theOrderInWhichMeasuresAreReadIsOfNoMatter(@ForAll("measures") List<Measure> measures, @ForAll Random random) {
        List<Measure> shuffled = new ArrayList<>(measures);
        Collections.shuffle(shuffled, random);
        assertThat(cut(shuffled)).usingRecursiveComparison().isEqualTo(cut(measures));
    }

    @Property(tries = 100)
    void aSeriesIsLongEnoughByItsDaysNotByItsMeasures(@ForAll("measures") List<Measure> measures) {
        for (SeriesWindow window : cut(measures)) {
            long days = Stream.iterate(day(0), day -> !day.isAfter(ORIGIN), day -> day.plusDays(1))
                    .filter(day -> last(measures, window.series(), day).isPresent())
                    .count();
            boolean recent = window.lastDay() != null && ChronoUnit.DAYS.between(window.lastDay(), ORIGIN) < 14;
            assertThat(window.isLongEnough((int) Math.max(1, days))).isEqualTo(recent);
            assertThat(window.isLongEnough((int) days + 1)).isFalse();
        }
    }

    @Property(tries = 100)
    void inAnotherCurrencyAWindowIsTheSameButForTheFactor(@ForAll("measures") List<Measure> measures) {
        assumeThat(measures).isNotEmpty();
        BigDecimal rate = BigDecimal.valueOf(1024);
        List<SeriesWindow> scaled = cut(measures.stream()
                .map(measure -> new Measure(
                        measure.series(), measure.instant(), measure.price().multiply(rate)))
                .toList());
        List<SeriesWindow> windows = cut(measures);
        for (int row = 0; row < windows.size(); row++) {
            assertThat(scaled.get(row).mask()).isEqualTo(windows.get(row).mask());
            for (int column = 0; column < History.WINDOW; column++) {
                // A power of two, so that float arithmetic is exact.
                assertThat(scaled.get(row).price()[column])
                        .isEqualTo(windows.get(row).price()[column] * 1024);
                assertThat(scaled.get(row).peerPrice()[column])
                        .isEqualTo(windows.get(row).peerPrice()[column] * 1024);
            }
        }
    }

    private static final List<Series> SERIES = List.of(
            series("1", "Claro", "Unlocked"),
            series("2", " CLARO ", "unlocked"),
            series("3", "Entel", "unlocked "),
            series("4", "WOM", "UNLOCKED"),
            series("5", "Entel", "postpaid"),
            series("6", "WOM", "postpaid"));

    /** Many around days that several series share, at and around midnight, some outside the history. */
    @Provide
    Arbitrary<List<Measure>> measures() {
        Arbitrary<LocalDate> days =
                Arbitraries.integers().between(-3, History.DAYS + 2).map(HISTORY.first()::plusDays);
        Arbitrary<String> times = Arbitraries.of("T00:00:00Z", "T00:00:00.001Z", "T12:00:00Z", "T23:59:59.999Z");
        Arbitrary<BigDecimal> prices = Arbitraries.integers().between(1, 40).map(cents -> BigDecimal.valueOf(cents, 1));
        return Combinators.combine(Arbitraries.of(SERIES), days, times, prices)
                .as((series, day, time, price) -> new Measure(series, Instant.parse(day + time), price))
                .list()
                .ofMaxSize(120)
                .uniqueElements(measure -> measure.series().productId() + measure.instant());
    }

    private static List<SeriesWindow> cut(List<Measure> measures) {
        Map<String, DailyPrices> prices = new HashMap<>();
        measures.forEach(measure -> prices.computeIfAbsent(measure.series().productId(), id -> new DailyPrices(HISTORY))
                .add(measure.instant(), measure.price()));
        return GroupWindows.cut(SERIES, HISTORY, prices);
    }

    private static LocalDate day(int column) {
        return ORIGIN.minusDays(History.WINDOW - 1L - column);
    }

    private static Optional<Measure> last(List<Measure> measures, Series series, LocalDate day) {
        return measures.stream()
                .filter(measure ->
                        measure.series().equals(series) && measure.day().equals(day))
                .max(Comparator.comparing(Measure::instant));
    }

    private static Optional<Float> carried(List<Measure> measures, Series series, LocalDate day) {
        return Stream.iterate(0, age -> age <= 7, age -> age + 1)
                .flatMap(age -> last(measures, series, day.minusDays(age)).stream())
                .findFirst()
                .map(measure -> measure.price().floatValue());
    }

    private static Series series(String id, String company, String offerType) {
        return new Series(id, "Phone X", "CL", company, "23", offerType);
    }
}
