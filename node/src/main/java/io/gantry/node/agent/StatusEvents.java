package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodStatus;
import io.gantry.base.Reason;
import io.gantry.client.EventRecorder;
import io.gantry.node.pod.Containers;
import java.util.List;
import java.util.stream.Stream;

/** Tells users what a change of a pod's status means that no action of the agent told them. */
final class StatusEvents {
    private StatusEvents() {}

    /** A container that has begun to wait for its next start. */
    static void tell(EventRecorder events, Pod before, PodStatus after) {
        if (after.equals(before.status())) {
            return;
        }
        for (Container container : Containers.all(before)) {
            if (backsOff(after, container) && !backsOff(before.status(), container)) {
                events.event(
                        before,
                        ContainerStarter.fieldPath(before, container),
                        true,
                        new Reason(
                                "BackOff",
                                "Back-off restarting failed container " + container.name() + " in pod " + before.name()
                                        + "_" + before.namespace() + "(" + before.uid() + ")"));
            }
        }
    }

    private static boolean backsOff(PodStatus status, Container container) {
        return Stream.of(status.initContainerStatuses(), status.containerStatuses())
                .flatMap(List::stream)
                .filter(each -> each.name().equals(container.name()))
                .map(ContainerStatus::state)
                .anyMatch(state -> state.waiting() != null
                        && "CrashLoopBackOff".equals(state.waiting().reason()));
    }
}
