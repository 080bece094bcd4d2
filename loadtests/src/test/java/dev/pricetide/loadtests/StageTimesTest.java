package dev.pricetide.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTimesTest {

    private static final Instant POSTED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aStagesShareIsWhatItAddsAfterTheOneBefore() {
        assertThat(times(100, 250, 400, 450).stages())
                .containsExactly(millis(100), millis(150), millis(150), millis(50));
    }

    @Test
    void aStageThatEndedBeforeTheOneBeforeItAddsNothing() {
        // Given: everything was stored before the answer to the POST arrived
        StageTimes times = times(200, 150, 400, 450);

        // Then
        assertThat(times.stages()).containsExactly(millis(200), millis(0), millis(200), millis(50));
        assertThat(times.stages().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(times.total());
    }

    @Test
    void theMedianIsARunThatTookPlace() {
        assertThat(StageTimes.median(List.of(millis(30), millis(10), millis(20)), time -> time))
                .isEqualTo(millis(20));
    }

    private static StageTimes times(long accepted, long stored, long predicted, long readable) {
        return new StageTimes(
                POSTED,
                POSTED.plusMillis(accepted),
                POSTED.plusMillis(stored),
                POSTED.plusMillis(predicted),
                POSTED.plusMillis(readable));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
