package io.gantry.node.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * What a simulated container prints, in the form of CRI's log files.
 *
 * @param path empty when nobody keeps it
 */
record SimulatedLog(String path) {
    void write(String output, Instant now) {
        if (output.isEmpty() || path.isEmpty()) {
            return;
        }
        var lines = new StringBuilder();
        output.lines()
                .forEach(line ->
                        lines.append(now).append(" stdout F ").append(line).append('\n'));
        try {
            Files.writeString(
                    Path.of(path), lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a simulated container's log", e);
        }
    }
}
