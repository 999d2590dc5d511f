package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SingleTimerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final SingleTimer timer = new SingleTimer(time);
    private final List<String> done = new ArrayList<>();

    @Test
    void anActionSetsItAnew() {
        timer.set(SECOND, this::again);

        time.advance(Duration.ofSeconds(3));

        assertThat(done).containsExactly("again", "again", "again");
    }

    private void again() {
        done.add("again");
        timer.set(SECOND, this::again);
    }

    @Test
    void onlyOneWaits() {
        timer.set(SECOND, () -> done.add("first"));
        timer.set(Duration.ZERO, () -> done.add("second"));

        time.advance(Duration.ofSeconds(3));

        assertThat(done).containsExactly("first");
    }

    @Test
    void closingEndsIt() {
        timer.set(SECOND, () -> done.add("late"));

        timer.close();
        timer.set(SECOND, () -> done.add("later"));
        time.advance(Duration.ofSeconds(3));

        assertThat(done).isEmpty();
    }

    @Test
    void anActionMayCloseIt() {
        timer.set(SECOND, () -> {
            timer.close();
            again();
        });

        time.advance(Duration.ofSeconds(3));

        assertThat(done).containsExactly("again");
    }
}
