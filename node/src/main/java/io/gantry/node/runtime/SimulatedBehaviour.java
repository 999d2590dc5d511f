package io.gantry.node.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of a simulated image do.
 *
 * @param runFor how long until they end by themselves; {@code null} for ever
 * @param exitCode with which they then end, 0 to 255
 * @param outOfMemory whether that end is the kernel's doing
 * @param stopDelay how long they take to end after the stop signal; {@code null} to ignore it
 * @param stopExitCode with which they end then: 143 without a handler for SIGTERM
 * @param startError why they cannot be started, empty when they can
 * @param output what they write to standard output at the start
 */
public record SimulatedBehaviour(
        @Nullable Duration runFor,
        int exitCode,
        boolean outOfMemory,
        @Nullable Duration stopDelay,
        int stopExitCode,
        String startError,
        String output) {
    /** A server that ends when it is told to. */
    public static final SimulatedBehaviour SERVER = new SimulatedBehaviour(null, 0, false, Duration.ZERO, 0, "", "");

    /** Runs a while and ends. */
    public static SimulatedBehaviour ending(Duration runFor, int exitCode) {
        return new SimulatedBehaviour(runFor, exitCode, false, Duration.ZERO, 143, "", "");
    }

    /** Ends by the kernel's hand. */
    public static SimulatedBehaviour outOfMemoryAfter(Duration runFor) {
        return new SimulatedBehaviour(runFor, 137, true, Duration.ZERO, 143, "", "");
    }

    /** Ignores the stop signal, so that it has to be killed. */
    public static SimulatedBehaviour stubborn() {
        return new SimulatedBehaviour(null, 0, false, null, 0, "", "");
    }

    /** Cannot be started at all. */
    public static SimulatedBehaviour broken(String startError) {
        return new SimulatedBehaviour(null, 0, false, null, 0, startError, "");
    }
}
