package io.gantry.node.agent;

import static io.gantry.node.pod.ResizeConditions.ERROR;
import static io.gantry.node.pod.ResizeConditions.INFEASIBLE;
import static io.gantry.node.pod.ResizeConditions.IN_PROGRESS;
import static io.gantry.node.pod.ResizeConditions.PENDING;

import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodStatus;
import io.gantry.api.core.v1.ResourceRequirementsType;
import io.gantry.base.Reason;
import io.gantry.client.EventRecorder;
import io.gantry.node.pod.ResizeConditions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells users how a change of a pod's resources goes, once for each change of its conditions. */
final class ResizeEvents {
    private ResizeEvents() {}

    /**
     * @param pod as the API server has it
     * @param allocated the same with the resources that the node has promised
     */
    static void tell(EventRecorder events, Pod pod, Pod allocated, PodStatus after) {
        PodCondition pending = ResizeConditions.find(after.conditions(), PENDING);
        if (pending != null && !told(pending, pod)) {
            boolean never = INFEASIBLE.equals(pending.reason());
            events.warning(
                    pod,
                    new Reason(
                            never ? "ResizeInfeasible" : "ResizeDeferred",
                            "Pod resize " + pending.reason() + details(pod, pending)));
        }
        PodCondition before = ResizeConditions.find(pod.status().conditions(), IN_PROGRESS);
        PodCondition progress = ResizeConditions.find(after.conditions(), IN_PROGRESS);
        if (progress == null) {
            if (before != null) {
                PodCondition done =
                        new PodCondition(IN_PROGRESS, "True", null, null, null, null, before.observedGeneration());
                events.normal(
                        allocated, new Reason("ResizeCompleted", "Pod resize completed" + details(allocated, done)));
            }
            return;
        }
        boolean another = before == null || !Objects.equals(before.observedGeneration(), progress.observedGeneration());
        if (another) {
            PodCondition begun =
                    new PodCondition(IN_PROGRESS, "True", null, null, null, null, progress.observedGeneration());
            events.normal(allocated, new Reason("ResizeStarted", "Pod resize started" + details(allocated, begun)));
        }
        if (ERROR.equals(progress.reason()) && !told(progress, pod)) {
            events.warning(allocated, new Reason("ResizeError", "Pod resize error" + details(allocated, progress)));
        }
    }

    private static boolean told(PodCondition condition, Pod pod) {
        PodCondition before = ResizeConditions.find(pod.status().conditions(), condition.type());
        return before != null
                && Objects.equals(before.reason(), condition.reason())
                && Objects.equals(before.message(), condition.message())
                && Objects.equals(before.observedGeneration(), condition.observedGeneration());
    }

    /** As JSON, for programs: what the pod was to have or has, for which generation, and what went wrong. */
    private static String details(Pod pod, PodCondition condition) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (pod.spec().resources() != null) {
            details.put(
                    "resources",
                    Tree.ofRecord(ResourceRequirementsType.TYPE, pod.spec().resources()));
        }
        if (!pod.spec().initContainers().isEmpty()) {
            details.put("initContainers", containers(pod.spec().initContainers()));
        }
        details.put("containers", containers(pod.spec().containers()));
        Long generation = condition.observedGeneration();
        details.put("generation", generation == null ? 0L : generation);
        if (condition.message() != null && !condition.message().isEmpty()) {
            details.put("error", condition.message());
        }
        return ": " + new String(Tree.toJson(details), StandardCharsets.UTF_8);
    }

    private static List<Object> containers(List<Container> containers) {
        List<Object> result = new ArrayList<>();
        for (Container container : containers) {
            Object resources = Tree.ofRecord(ResourceRequirementsType.TYPE, container.resources());
            result.add(ofContainer(container.name(), resources));
        }
        return result;
    }

    private static Map<String, Object> ofContainer(String name, @Nullable Object resources) {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", name);
        container.put("resources", resources == null ? Map.of() : resources);
        return container;
    }
}
