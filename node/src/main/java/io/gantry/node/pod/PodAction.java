package io.gantry.node.pod;

import io.gantry.api.core.v1.Container;
import io.gantry.base.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one thing to do next for a pod. Each can be repeated after a crash in the middle of it. */
public sealed interface PodAction {
    /** Put the pod's volumes in place. */
    record PrepareVolumes() implements PodAction {}

    /** Make the pod's sandbox; older ones are removed first. */
    record RunSandbox(int attempt) implements PodAction {}

    /** Pull the image if need be, create the container and start it. */
    record StartContainer(Container container, int attempt, int quickEnds) implements PodAction {}

    /** Remove a container that was created but never started, or that is too old to keep. */
    record RemoveContainer(String containerId, String name) implements PodAction {}

    /** Ask a container to end, and kill it at the deadline; does not wait for it. */
    record StopContainer(Container container, String containerId, Instant deadline, Reason why) implements PodAction {}

    /** Give the pod's group and its running containers the limits that go with what was promised. */
    record Resize() implements PodAction {}

    /** Take the sandbox down: all containers in it have ended. */
    record StopSandbox(String sandboxId) implements PodAction {}

    /** Everything of the pod has ended: say so, and clean up if the pod is deleted. */
    record Finish() implements PodAction {}

    /** Nothing now; look again at that time, or when something happens. */
    record Idle(@Nullable Instant until) implements PodAction {}
}
