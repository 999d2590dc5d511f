package io.gantry.bench;

import io.gantry.base.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a bench may use.
 *
 * @param home the folder with the launcher script
 */
public record Context(Path home, Time time, boolean withPeers) {
    /** Tells the user what is being done; goes to standard error, so that standard output holds results only. */
    public void say(String line) {
        System.err.println("  " + line);
    }

    /** An empty directory on the disk that data directories lie on, not in memory. */
    public Path scratch(String name) throws IOException {
        var parent = home.resolve(".gantry/bench");
        Files.createDirectories(parent);
        return Files.createTempDirectory(parent, name + "-");
    }
}
