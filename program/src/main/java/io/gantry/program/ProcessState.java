package io.gantry.program;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What the running process tells other commands about itself. Only meaningful while the lock is held: a process that was
 * killed leaves it behind.
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

    /** The state of the process that holds the lock; empty when none does, or it has not written its state yet. */
    public static Optional<ProcessState> ofRunning(Layout layout) throws IOException {
        if (!DataDirectoryLock.isHeld(layout)) {
            return Optional.empty();
        }
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
