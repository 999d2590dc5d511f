package io.gantry.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Time;
import io.gantry.base.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final VirtualTime time = new VirtualTime(Instant.ofEpochSecond(1764297050));

    @AfterEach
    void forget() {
        System.clearProperty(Progress.STARTED);
    }

    /** A build before it is not the command's time, and the process that waits for this one began earlier. */
    @Test
    void countsFromWhereItIsTold() {
        System.setProperty(Progress.STARTED, "1764296950.5");

        Progress.sinceProcessStart(out, time).say("ready");
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(" 99.50 s  ready\n");
    }

    /** The process that does the work counts on from the one that waits for it. */
    @Test
    void passesItsStartOn() {
        var one = new Progress(out, time, Duration.ofMillis(3250));
        System.setProperty(Progress.STARTED, one.started());
        time.advance(Duration.ofSeconds(2));

        assertThat(Progress.sinceProcessStart(out, time).elapsed())
                .isEqualTo(one.elapsed())
                .isEqualTo(Duration.ofMillis(5250));
    }

    @Test
    void takesNothingElseForATime() {
        assertThat(Progress.told("1764297050.25")).contains(Instant.ofEpochSecond(1764297050, 250_000_000));
        for (var other : new String[] {"", "1764297050", "1764297050.N", "1764297050.%N", "-1.5", "soon"}) {
            assertThat(Progress.told(other)).as(other).isEmpty();
        }
        System.setProperty(Progress.STARTED, "1764297050.N");
        assertThat(Progress.sinceProcessStart(out, Time.system()).elapsed()).isLessThan(Duration.ofHours(1));
    }

    @Test
    void aProcessIsAsOldAsTheKernelSays(@TempDir Path directory) throws IOException {
        var stat = Files.writeString(
                directory.resolve("stat"),
                "4242 (a (odd) name) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 123456 20 21\n");
        var uptime = Files.writeString(directory.resolve("uptime"), "1240.06 2000.00\n");
        assertThat(Progress.ageOf(stat, uptime)).contains(Duration.ofMillis(5500));
    }

    @Test
    void withoutTheKernelsFilesNothingIsSaid(@TempDir Path directory) throws IOException {
        var none = directory.resolve("none");
        assertThat(Progress.ageOf(none, none)).isEmpty();
        var other = Files.writeString(directory.resolve("other"), "something else");
        assertThat(Progress.ageOf(other, other)).isEmpty();
    }

    @Test
    void secondsStandInOneColumn() {
        assertThat(Progress.seconds(Duration.ZERO)).isEqualTo("  0.00");
        assertThat(Progress.seconds(Duration.ofMillis(1049))).isEqualTo("  1.05");
        assertThat(Progress.seconds(Duration.ofMillis(59_996))).isEqualTo(" 60.00");
        assertThat(Progress.seconds(Duration.ofHours(1))).isEqualTo("3600.00");
    }
}
