package io.gantry.program;

import io.gantry.base.Time;
import java.io.PrintStream;
import java.time.Duration;

/** Lines that tell the user what is being done, each with the seconds since the start. */
public final class Progress {
    private final PrintStream out;
    private final Time time;
    private final long startNanos;

    public Progress(PrintStream out, Time time, Duration alreadyGone) {
        this.out = out;
        this.time = time;
        this.startNanos = time.nanoTime() - alreadyGone.toNanos();
    }

    /** Counts from the start of this Java process, because that is what the user waits for. */
    public static Progress sinceProcessStart(PrintStream out, Time time) {
        var gone = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, time.now()))
                // The kernel counts process starts in ticks of 10 ms: never show a negative time.
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
        return new Progress(out, time, gone);
    }

    public Duration elapsed() {
        return Duration.ofNanos(time.nanoTime() - startNanos);
    }

    public void say(String line) {
        out.printf("%6.2f s  %s%n", elapsed().toMillis() / 1000.0, line);
        out.flush();
    }
}
