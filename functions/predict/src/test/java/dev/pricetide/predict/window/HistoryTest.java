package dev.pricetide.predict.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {

    @ParameterizedTest
    @CsvSource({
        "2021-06-30T00:00:00Z,     2021-06-30, 2021-03-26, 2021",
        "2021-06-30T23:59:59.999Z, 2021-06-30, 2021-03-26, 2021",
        "2021-01-01T00:00:00Z,     2021-01-01, 2020-09-27, 2020 2021",
        "2020-12-31T23:59:59.999Z, 2020-12-31, 2020-09-26, 2020",
        "2021-04-06T00:00:00Z,     2021-04-06, 2020-12-31, 2020 2021",
        "2021-04-07T00:00:00Z,     2021-04-07, 2021-01-01, 2021",
        "2020-03-01T12:00:00Z,     2020-03-01, 2019-11-26, 2019 2020"
    })
    void itIsNinetyDaysAndTheSevenBefore(Instant latest, LocalDate origin, LocalDate first, String years) {
        // When
        History history = History.endingAt(latest);

        // Then
        assertThat(history.origin()).isEqualTo(origin);
        assertThat(history.first()).isEqualTo(first);
        assertThat(history.start()).isEqualTo(first + "T00:00:00Z");
        assertThat(history.end()).isEqualTo(origin.plusDays(1) + "T00:00:00Z");
        assertThat(history.years())
                .isEqualTo(Arrays.stream(years.split(" ")).map(Integer::valueOf).toList());
    }
}
