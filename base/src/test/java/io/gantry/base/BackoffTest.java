package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration MAX = Duration.ofMinutes(5);

    @Test
    void doublesUpToTheMaximum() {
        var backoff = new Backoff(Duration.ofSeconds(10), 2, MAX, 0);
        var random = new Random(1);

        assertThat(backoff.delay(0, random)).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff.delay(1, random)).isEqualTo(Duration.ofSeconds(20));
        assertThat(backoff.delay(4, random)).isEqualTo(Duration.ofSeconds(160));
        assertThat(backoff.delay(5, random)).isEqualTo(MAX);
        assertThat(backoff.delay(Integer.MAX_VALUE, random)).isEqualTo(MAX);
    }

    @Test
    void zeroStaysZero() {
        var backoff = new Backoff(Duration.ZERO, 2, MAX, 0.5);
        assertThat(backoff.delay(Integer.MAX_VALUE, new Random(1))).isEqualTo(Duration.ZERO);
    }

    @Property
    void jitterStaysWithinItsFraction(
            @ForAll @IntRange(max = 100) int attempt, @ForAll @DoubleRange(max = 1) double jitter, @ForAll long seed) {
        var plain = new Backoff(Duration.ofMillis(5), 1.5, MAX, 0).delay(attempt, new Random(seed));
        var spread = new Backoff(Duration.ofMillis(5), 1.5, MAX, jitter).delay(attempt, new Random(seed));

        assertThat(spread).isBetween(plain, Duration.ofNanos((long) (plain.toNanos() * (1 + jitter)) + 1));
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(-1), 2, MAX, 0)).hasMessageContaining("initial");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(1), 0.5, MAX, 0))
                .hasMessageContaining("factor");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(1), Double.NaN, MAX, 0))
                .hasMessageContaining("factor");
        assertThatThrownBy(() -> new Backoff(MAX.plusSeconds(1), 2, MAX, 0)).hasMessageContaining("max");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(1), 2, MAX, 1.5))
                .hasMessageContaining("jitter");
        assertThatThrownBy(() -> new Backoff(MAX, 2, MAX, 0).delay(-1, new Random(1)))
                .hasMessageContaining("attempt");
    }
}
