package dev.pricetide.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingEventTest {

    @ParameterizedTest
    @CsvSource({
        "2021-03-01T00:00:00Z,         2021-03-01T00:00:00.001Z",
        "2021-03-01T00:00:00.000999Z,  2021-03-01T00:00:00.001Z",
        "2021-03-01T00:00:01.123456Z,  2021-03-01T00:00:01.123Z",
        "2021-03-01T00:01:01Z,         2021-03-01T00:01:01Z"
    })
    void theTimeAlwaysHasSecondsAsText(String time, String written) {
        // When
        OffsetDateTime result = OutgoingEvent.withSeconds(OffsetDateTime.parse(time));

        // Then
        assertThat(result).hasToString(written);
    }
}
