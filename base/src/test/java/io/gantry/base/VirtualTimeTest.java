package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsTimersAtExactlyTheirTime() {
        var start = time.now();
        time.schedule(Duration.ofSeconds(3), () -> ran.add(Duration.between(start, time.now()) + "c"));
        time.schedule(Duration.ofSeconds(1), () -> ran.add(Duration.between(start, time.now()) + "a"));
        time.schedule(Duration.ofSeconds(1), () -> ran.add(Duration.between(start, time.now()) + "b"));

        time.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("PT1Sa", "PT1Sb");
        assertThat(time.now()).isEqualTo(start.plusSeconds(2));
        assertThat(time.untilNextTimer()).contains(Duration.ofSeconds(1));
    }

    @Test
    void runsTimersThatTimersScheduled() {
        time.schedule(Duration.ofSeconds(1), () -> time.schedule(Duration.ofSeconds(1), () -> ran.add("inner")));

        time.advance(Duration.ofMillis(1999));
        assertThat(ran).isEmpty();

        time.advance(Duration.ofMillis(1));
        assertThat(ran).containsExactly("inner");
        assertThat(time.untilNextTimer()).isEmpty();
    }

    @Test
    void doesNotRunClosedTimers() {
        var timer = time.schedule(Duration.ofSeconds(1), () -> ran.add("closed"));
        timer.close();
        timer.close();

        time.advance(Duration.ofSeconds(1));

        assertThat(ran).isEmpty();
    }

    @Test
    void keepsLaterTimersWhenOneThrows() {
        time.schedule(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("broken timer");
        });
        time.schedule(Duration.ofSeconds(2), () -> ran.add("later"));

        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(2))).hasMessage("broken timer");
        assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(1).toNanos());

        time.advance(Duration.ofSeconds(1));
        assertThat(ran).containsExactly("later");
    }

    @Test
    void refusesToGoBack() {
        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void runsInOrderOfTimeThenOfScheduling(
            @ForAll @Size(max = 30) List<@IntRange(min = -2, max = 10) Integer> delays,
            @ForAll @IntRange(min = 1, max = 7) int step) {
        var virtual = new VirtualTime();
        var order = new ArrayList<Integer>();
        for (var i = 0; i < delays.size(); i++) {
            var index = i;
            virtual.schedule(Duration.ofSeconds(delays.get(i)), () -> order.add(index));
        }
        for (var elapsed = 0; elapsed <= 10; elapsed += step) {
            virtual.advance(Duration.ofSeconds(step));
        }
        var expected = new ArrayList<Integer>();
        for (var i = 0; i < delays.size(); i++) {
            expected.add(i);
        }
        expected.sort((a, b) -> Integer.compare(Math.max(0, delays.get(a)), Math.max(0, delays.get(b))));
        assertThat(order).isEqualTo(expected);
    }
}
