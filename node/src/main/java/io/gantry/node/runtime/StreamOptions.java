package io.gantry.node.runtime;

/** Which streams to connect. With {@code tty} there is no separate standard error. */
public record StreamOptions(boolean stdin, boolean stdout, boolean stderr, boolean tty) {
    public StreamOptions {
        if (tty && stderr) {
            throw new IllegalArgumentException(
                    "a terminal has no separate standard error: stderr and tty exclude each other");
        }
        if (!stdin && !stdout && !stderr) {
            throw new IllegalArgumentException("at least one of stdin, stdout and stderr must be connected");
        }
    }
}
