package io.gantry.controllers.job;

import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobCondition;
import io.gantry.api.core.v1.ContainerStateTerminated;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.controllers.runtime.PodState;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Jobs and their pods are asked. */
final class Jobs {
    static final String TRACKING = "batch.kubernetes.io/job-tracking";
    static final String INDEX = "batch.kubernetes.io/job-completion-index";
    static final String FAILURE_COUNT = "batch.kubernetes.io/job-index-failure-count";

    private Jobs() {}

    static @Nullable JobCondition condition(Job job, String type) {
        for (JobCondition condition : job.status().conditions()) {
            if (condition.type().equals(type)) {
                return condition;
            }
        }
        return null;
    }

    static boolean is(Job job, String type) {
        JobCondition condition = condition(job, type);
        return condition != null && condition.status().equals("True");
    }

    static boolean finished(Job job) {
        return is(job, "Complete") || is(job, "Failed");
    }

    /** When it finished; {@code null} while it has not. */
    static @Nullable Instant finishedAt(Job job) {
        for (String type : new String[] {"Complete", "Failed"}) {
            JobCondition condition = condition(job, type);
            if (condition != null && condition.status().equals("True")) {
                return condition.lastTransitionTime();
            }
        }
        return null;
    }

    static boolean indexed(Job job) {
        return "Indexed".equals(job.spec().completionMode());
    }

    static boolean suspended(Job job) {
        return Boolean.TRUE.equals(job.spec().suspend());
    }

    static int parallelism(Job job) {
        return Objects.requireNonNullElse(job.spec().parallelism(), 1);
    }

    /** How many are to succeed; {@code null} for a work queue, where one success says that all is done. */
    static @Nullable Integer completions(Job job) {
        Integer completions = job.spec().completions();
        // The API server's default: a Job without both numbers is one pod.
        return completions == null && job.spec().parallelism() == null ? Integer.valueOf(1) : completions;
    }

    static int backoffLimit(Job job) {
        Integer limit = job.spec().backoffLimit();
        return limit != null ? limit : job.spec().backoffLimitPerIndex() != null ? Integer.MAX_VALUE : 6;
    }

    /** Whether a pod that is going away is replaced only when it has ended. */
    static boolean replacesOnlyFailed(Job job) {
        String policy = job.spec().podReplacementPolicy();
        return policy == null ? job.spec().podFailurePolicy() != null : policy.equals("Failed");
    }

    static boolean tracked(Pod pod) {
        return pod.metadata().finalizers().contains(TRACKING);
    }

    /** Ended in failure, or as good as. */
    static boolean failed(Job job, Pod pod) {
        return switch (PodState.phase(pod)) {
            case "Failed" -> true;
            case "Succeeded" -> false;
            default -> PodState.terminating(pod) && !replacesOnlyFailed(job);
        };
    }

    static boolean succeeded(Pod pod) {
        return PodState.phase(pod).equals("Succeeded");
    }

    /** The completion index; -1 when there is none, or none that the Job has. */
    static int index(Job job, Pod pod) {
        String text = pod.metadata().annotations().get(INDEX);
        Integer completions = completions(job);
        try {
            int index = text == null ? -1 : Integer.parseInt(text);
            return completions != null && index < completions ? index : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** How often the pod's index had failed before it. */
    static int failuresBefore(Pod pod) {
        String text = pod.metadata().annotations().get(FAILURE_COUNT);
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** When the last of a pod's containers ended, as far as that is known. */
    static Instant endedAt(Pod pod, Instant now) {
        Instant end = null;
        for (ContainerStatus status : pod.status().containerStatuses()) {
            ContainerStateTerminated terminated = status.state().terminated();
            Instant at = terminated == null ? null : terminated.finishedAt();
            end = at != null && (end == null || at.isAfter(end)) ? at : end;
        }
        if (end != null) {
            return end;
        }
        PodCondition ready = PodState.condition(pod, "Ready");
        if (ready != null && ready.status().equals("False") && ready.lastTransitionTime() != null) {
            return ready.lastTransitionTime();
        }
        return pod.metadata().deletionTimestamp() != null ? pod.metadata().deletionTimestamp() : now;
    }
}
