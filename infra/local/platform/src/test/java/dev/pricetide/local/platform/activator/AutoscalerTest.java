package dev.pricetide.local.platform.activator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pricetide.local.platform.manifest.ScalingManifest;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The rules of scaling on a clock of the test's own. */
class AutoscalerTest {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final long SECOND = 1_000_000_000L;

    private long now;
    private ConcurrencyMeter meter = new ConcurrencyMeter(WINDOW, 0);
    private int processes;

    @Test
    void oneRequestKeepsOneProcessForAWindow() {
        // Given
        Autoscaler autoscaler = autoscaler(scaling(0, 0, Duration.ZERO), 8);
        processes = 1;
        meter.change(now += SECOND / 4, 1);
        meter.change(now += SECOND / 10, -1);
        long end = now;

        // When, Then
        while (now < end + WINDOW.toNanos() - SECOND) {
            tick(autoscaler);
            assertThat(processes).isEqualTo(1);
        }
        tick(autoscaler);
        tick(autoscaler);
        assertThat(processes).isZero();
    }

    @Test
    void aSteadyLoadGetsTheProcessesItNeedsAndNoMore() {
        // Given a target of 50 x 70 % a process
        Autoscaler autoscaler = autoscaler(scaling(0, 0, Duration.ZERO), 8);
        processes = 1;
        meter.change(now, 60);

        // When
        ticks(autoscaler, 120);

        // Then
        assertThat(processes).isEqualTo(2);
    }

    @Test
    void aBurstIsAnsweredWithinSeconds() {
        // Given
        Autoscaler autoscaler = autoscaler(scaling(0, 0, Duration.ZERO), 8);
        processes = 1;
        ticks(autoscaler, 20);
        meter.change(now, 200);

        // When
        ticks(autoscaler, 3);

        // Then
        assertThat(processes).isEqualTo(6);
    }

    @Test
    void aBurstThatIsOverKeepsItsProcessesForAWindow() {
        // Given
        Autoscaler autoscaler = autoscaler(scaling(0, 0, Duration.ZERO), 8);
        processes = 1;
        meter.change(now, 200);
        ticks(autoscaler, 5);
        meter.change(now, -200);

        // When, Then
        ticks(autoscaler, 20);
        assertThat(processes).isEqualTo(6);
        ticks(autoscaler, 60);
        assertThat(processes).isZero();
    }

    @Test
    void theScaleDownDelayHoldsTheLargestNumberWanted() {
        // Given
        Autoscaler autoscaler = autoscaler(scaling(0, 0, Duration.ofMinutes(5)), 8);
        processes = 1;
        meter.change(now, 100);
        ticks(autoscaler, 60);
        meter.change(now, -100);

        // When, Then
        ticks(autoscaler, 240);
        assertThat(processes).isEqualTo(3);
        ticks(autoscaler, 120);
        assertThat(processes).isEqualTo(1);
        ticks(autoscaler, 300);
        assertThat(processes).isZero();
    }

    @Property
    void staysBetweenTheLeastAndTheMost(
            @ForAll @Size(max = 60) List<@IntRange(max = 1_000) Integer> loads,
            @ForAll @IntRange(max = 3) int least,
            @ForAll @IntRange(max = 6) int allowed,
            @ForAll @IntRange(min = 1, max = 4) int room) {
        // Given
        now = 0;
        meter = new ConcurrencyMeter(WINDOW, 0);
        processes = 0;
        Autoscaler autoscaler = autoscaler(scaling(least, allowed, Duration.ZERO), room);
        int most = allowed == 0 ? room : Math.min(room, allowed);
        int load = 0;

        for (int next : loads) {
            // When
            meter.change(now, next - load);
            load = next;
            tick(autoscaler);

            // Then
            assertThat(processes).isBetween(Math.min(least, most), most);
            if (load > 0) {
                assertThat(processes).isPositive();
            }
        }
    }

    private void ticks(Autoscaler autoscaler, int seconds) {
        for (int i = 0; i < seconds; i++) {
            tick(autoscaler);
        }
    }

    private void tick(Autoscaler autoscaler) {
        now += SECOND;
        processes = autoscaler.desired(now, meter, processes);
    }

    private static Autoscaler autoscaler(ScalingManifest scaling, int most) {
        return new Autoscaler(scaling, most);
    }

    private static ScalingManifest scaling(int least, int most, Duration delay) {
        return new ScalingManifest(50, 0.7, WINDOW, 0.1, 2, least, most, delay);
    }
}
