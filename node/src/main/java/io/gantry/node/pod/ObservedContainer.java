package io.gantry.node.pod;

import io.gantry.node.runtime.ContainerState;
import io.gantry.node.runtime.ContainerStatus;

/**
 * A container as the runtime shows it, and the sandbox that it is in.
 *
 * @param specHash hash of the spec that it was made from, see {@link SpecHash}; empty when it is not known
 * @param terminationMessage what it left at its termination message path; empty while it runs
 */
public record ObservedContainer(ContainerStatus status, String sandboxId, String specHash, String terminationMessage) {
    public boolean running() {
        return status.state() == ContainerState.RUNNING;
    }

    public boolean exited() {
        return status.state() == ContainerState.EXITED;
    }

    public boolean succeeded() {
        return exited() && status.exitCode() == 0;
    }
}
