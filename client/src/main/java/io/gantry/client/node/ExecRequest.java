package io.gantry.client.node;

import java.util.List;

/** A command to run in a container. With {@code tty} there is no separate standard error. */
public record ExecRequest(
        PodRef pod,
        String container,
        List<String> command,
        boolean stdin,
        boolean stdout,
        boolean stderr,
        boolean tty) {
    public ExecRequest {
        command = List.copyOf(command);
    }
}
