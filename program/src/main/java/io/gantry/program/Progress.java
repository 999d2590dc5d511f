package io.gantry.program;

import io.gantry.base.Time;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lines that tell the user what is being done, each with the seconds since the start. */
public final class Progress {
    /**
     * When the user's wait began, in seconds since 1970, where that was not at this process's start: after a build, which
     * the launcher tells the time of itself, or before it, in the process that waits for this one.
     */
    public static final String STARTED = "gantry.started";

    private final PrintStream out;
    private final Time time;
    private final long startNanos;

    public Progress(PrintStream out, Time time, Duration alreadyGone) {
        this.out = out;
        this.time = time;
        this.startNanos = time.nanoTime() - alreadyGone.toNanos();
    }

    /** Counts from {@link #STARTED}, else from the start of this process, because that is what the user waits for. */
    public static Progress sinceProcessStart(PrintStream out, Time time) {
        var gone = told(System.getProperty(STARTED, ""))
                .map(start -> Duration.between(start, time.now()))
                .or(() -> ageOf(Path.of("/proc/self/stat"), Path.of("/proc/uptime")))
                .or(() ->
                        ProcessHandle.current().info().startInstant().map(start -> Duration.between(start, time.now())))
                // The kernel counts process starts in ticks of 10 ms: never show a negative time.
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
        return new Progress(out, time, gone);
    }

    /** {@code 1764297050.250000000}; nothing that is not so: some systems' {@code date} knows whole seconds only. */
    static Optional<Instant> told(String seconds) {
        if (!seconds.matches("\\d{1,12}\\.\\d{1,9}")) {
            return Optional.empty();
        }
        var parts = seconds.split("\\.", -1);
        return Optional.of(Instant.ofEpochSecond(
                Long.parseLong(parts[0]), Long.parseLong((parts[1] + "000000000").substring(0, 9))));
    }

    /**
     * How old a process is by Linux' own clock. {@link ProcessHandle} adds the start's ticks to the time of the boot, which is
     * off by as much as the wall clock was set since: on a virtual machine that slept, by seconds.
     */
    static Optional<Duration> ageOf(Path stat, Path uptime) {
        try {
            var text = Files.readString(stat);
            // Fields count from behind the name, which may hold anything; the start is the 22nd of all, in hundredths.
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            var up = Files.readString(uptime).split(" ", 2)[0];
            return Optional.of(
                    Duration.ofMillis((long) (Double.parseDouble(up) * 1000) - Long.parseLong(fields[22 - 3]) * 10));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException notLinux) {
            return Optional.empty();
        }
    }

    /** The value of {@link #STARTED} for a process whose work is a part of this one's. */
    public String started() {
        var start = time.now().minus(elapsed());
        return "%d.%09d".formatted(start.getEpochSecond(), start.getNano());
    }

    public Duration elapsed() {
        return Duration.ofNanos(time.nanoTime() - startNanos);
    }

    public void say(String line) {
        out.println(seconds(elapsed()) + " s  " + line);
        out.flush();
    }

    /** With two digits behind the point, six places wide. Not by {@code format}, which is a fiftieth of a start. */
    static String seconds(Duration elapsed) {
        long hundredths = (elapsed.toMillis() + 5) / 10;
        var text = hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
        return " ".repeat(Math.max(0, 6 - text.length())) + text;
    }
}
