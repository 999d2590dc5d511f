package io.gantry.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Time;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void forget() {
        System.clearProperty(Progress.STARTED);
    }

    private Progress progress() {
        return Progress.sinceProcessStart(new PrintStream(written, true, StandardCharsets.UTF_8), Time.system());
    }

    /** A build before it is not the command's time, and the process that waits for this one began earlier. */
    @Test
    void countsFromWhereItIsTold() {
        System.setProperty(
                Progress.STARTED, "%d.5".formatted(Time.system().now().getEpochSecond() - 100));

        progress().say("ready");
        assertThat(written.toString(StandardCharsets.UTF_8)).matches("(?s) (99|100|101)\\.\\d\\d s {2}ready\n");
    }

    @Test
    void passesItsStartOn() {
        var one = progress();
        System.setProperty(Progress.STARTED, one.started());

        assertThat(progress().elapsed())
                .isBetween(one.elapsed().minusMillis(500), one.elapsed().plusMillis(500));
        assertThat(Progress.told(one.started())).isPresent();
    }

    @Test
    void takesNothingElseForATime() {
        assertThat(Progress.told("1764297050.25")).contains(Instant.ofEpochSecond(1764297050, 250_000_000));
        for (var other : new String[] {"", "1764297050", "1764297050.N", "1764297050.%N", "-1.5", "soon"}) {
            assertThat(Progress.told(other)).as(other).isEmpty();
        }
        System.setProperty(Progress.STARTED, "1764297050.N");
        assertThat(progress().elapsed()).isLessThan(Duration.ofHours(1));
    }
}
