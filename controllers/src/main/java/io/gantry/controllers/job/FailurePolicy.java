package io.gantry.controllers.job;

import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.PodFailurePolicy;
import io.gantry.api.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.gantry.api.batch.v1.PodFailurePolicyRule;
import io.gantry.api.core.v1.ContainerStateTerminated;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Job's rules for failed pods. Pure. */
final class FailurePolicy {
    /**
     * What a failed pod means.
     *
     * @param counts whether it counts towards the back-off limit
     * @param failsJob why it ends the Job, or {@code null}
     * @param failsIndex whether it ends its index
     */
    record Meaning(boolean counts, @Nullable String failsJob, boolean failsIndex) {}

    private static final Meaning COUNT = new Meaning(true, null, false);

    private FailurePolicy() {}

    static Meaning of(Job job, Pod pod) {
        PodFailurePolicy policy = job.spec().podFailurePolicy();
        if (policy == null) {
            return COUNT;
        }
        for (int i = 0; i < policy.rules().size(); i++) {
            PodFailurePolicyRule rule = policy.rules().get(i);
            String why = match(rule, pod, i);
            if (why != null) {
                return switch (rule.action()) {
                    case "Ignore" -> new Meaning(false, null, false);
                    case "FailJob" -> new Meaning(true, why, false);
                    case "FailIndex" -> new Meaning(true, null, true);
                    default -> COUNT;
                };
            }
        }
        return COUNT;
    }

    private static @Nullable String match(PodFailurePolicyRule rule, Pod pod, int index) {
        PodFailurePolicyOnExitCodesRequirement codes = rule.onExitCodes();
        String name = pod.namespace() + "/" + pod.name();
        if (codes != null) {
            for (ContainerStatus status : Stream.of(
                            pod.status().containerStatuses(), pod.status().initContainerStatuses())
                    .flatMap(List::stream)
                    .toList()) {
                ContainerStateTerminated end = status.state().terminated();
                if (end != null
                        && end.exitCode() != 0
                        && (codes.containerName() == null
                                || codes.containerName().equals(status.name()))
                        && codes.values().contains(end.exitCode())
                                == codes.operator().equals("In")) {
                    return "Container %s for pod %s failed with exit code %d matching %s rule at index %d"
                            .formatted(status.name(), name, end.exitCode(), rule.action(), index);
                }
            }
            return null;
        }
        for (var pattern : rule.onPodConditions()) {
            for (PodCondition condition : pod.status().conditions()) {
                if (condition.type().equals(pattern.type())
                        && condition.status().equals(Objects.requireNonNullElse(pattern.status(), "True"))) {
                    return "Pod %s has condition %s matching %s rule at index %d"
                            .formatted(name, condition.type(), rule.action(), index);
                }
            }
        }
        return null;
    }
}
