package io.gantry.program;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What the running process tells other commands about itself, from the moment it has the lock. Only meaningful while that is
 * held: a process that was killed leaves it behind.
 *
 * @param ready the API server answers
 */
public record ProcessState(long processId, URI apiServer, boolean ready) {
    public void write(Layout layout) throws IOException {
        PropertiesFile.write(
                layout.state(),
                Map.of(
                        "processId", Long.toString(processId),
                        "apiServer", apiServer.toString(),
                        "ready", Boolean.toString(ready)));
    }

    /**
     * The state of the process that holds the lock; empty when none does, or it has not written its state yet. The lock is
     * looked at last, since to look means to take it for a moment, in the way of a process that is just starting.
     */
    public static Optional<ProcessState> ofRunning(Layout layout) throws IOException {
        var state = read(layout);
        var alive =
                state.isPresent() && ProcessHandle.of(state.get().processId()).isPresent();
        return alive && DataDirectoryLock.isHeld(layout) ? state : Optional.empty();
    }

    /** What was last written, by whatever process. */
    public static Optional<ProcessState> read(Layout layout) throws IOException {
        var values = PropertiesFile.read(layout.state());
        var processId = values.get("processId");
        var apiServer = values.get("apiServer");
        if (processId == null || apiServer == null) {
            return Optional.empty();
        }
        return Optional.of(new ProcessState(
                Long.parseLong(processId), URI.create(apiServer), Boolean.parseBoolean(values.get("ready"))));
    }
}
