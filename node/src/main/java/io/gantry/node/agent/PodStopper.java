package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.LifecycleHandler;
import io.gantry.api.core.v1.Pod;
import io.gantry.base.Reason;
import java.time.Duration;
import java.time.Instant;

/** Ends one container: the hook before the end, the signal, and the kill at the deadline. */
final class PodStopper {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

    private final AgentContext context;
    private final Hooks hooks;

    PodStopper(AgentContext context, Hooks hooks) {
        this.context = context;
        this.hooks = hooks;
    }

    /**
     * Returns when the container has ended.
     *
     * @param first whether nobody has asked the container to end before: later requests only shorten its time
     */
    void stop(
            Pod pod, Container container, String containerId, Instant deadline, String podIp, Reason why, boolean first)
            throws InterruptedException {
        if (first) {
            String text =
                    why.message().startsWith("Container ") ? why.message() : "Stopping container " + container.name();
            context.events().event(pod, ContainerStarter.fieldPath(pod, container), false, new Reason("Killing", text));
            LifecycleHandler hook =
                    container.lifecycle() == null ? null : container.lifecycle().preStop();
            Duration left = left(deadline);
            if (hook != null && !left.isZero()) {
                try {
                    hooks.run(hook, container, containerId, podIp, left);
                } catch (SpecProblem e) {
                    context.events()
                            .event(
                                    pod,
                                    ContainerStarter.fieldPath(pod, container),
                                    true,
                                    new Reason("FailedPreStopHook", "PreStopHook failed"));
                }
            }
        }
        if (first && pod.metadata().deletionTimestamp() != null) {
            // New connections are led elsewhere before the first signal: a roll-out then loses no request.
            Duration limit = left(deadline).compareTo(DRAIN_LIMIT) < 0 ? left(deadline) : DRAIN_LIMIT;
            context.drain().await(podIp, limit);
        }
        Duration left = left(deadline);
        // Whatever a hook took, two seconds are left to end in order, as the kubelet leaves them.
        context.runtime()
                .stopContainer(
                        containerId, first && left.toSeconds() < 2 ? Duration.ofSeconds(left.isZero() ? 0 : 2) : left);
    }

    private Duration left(Instant deadline) {
        Duration left = Duration.between(context.config().time().now(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
