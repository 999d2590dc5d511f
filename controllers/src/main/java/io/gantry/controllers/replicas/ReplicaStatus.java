package io.gantry.controllers.replicas;

import io.gantry.api.core.v1.Pod;
import io.gantry.base.Reason;
import io.gantry.controllers.runtime.PodState;
import io.gantry.controllers.runtime.Selectors;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status of a ReplicaSet or ReplicationController. */
record ReplicaStatus(
        int replicas,
        int fullyLabeled,
        int ready,
        int available,
        int terminating,
        long observedGeneration,
        List<Condition> conditions) {
    static final String FAILURE = "ReplicaFailure";

    record Condition(
            String type,
            String status,
            @Nullable Instant since,
            @Nullable String reason,
            @Nullable String message) {}

    /**
     * What the pods amount to.
     *
     * @param failure why pods could not be created or deleted, or {@code null} when they could
     */
    static ReplicaStatus of(
            List<Pod> active,
            int terminating,
            Map<String, String> templateLabels,
            int minReadySeconds,
            long generation,
            List<Condition> before,
            @Nullable Reason failure,
            Instant now) {
        int labeled = 0;
        int ready = 0;
        int available = 0;
        for (Pod pod : active) {
            labeled += Selectors.matches(templateLabels, pod.metadata().labels()) ? 1 : 0;
            ready += PodState.ready(pod) ? 1 : 0;
            available += PodState.available(pod, minReadySeconds, now) ? 1 : 0;
        }
        return new ReplicaStatus(
                active.size(), labeled, ready, available, terminating, generation, conditions(before, failure, now));
    }

    private static List<Condition> conditions(List<Condition> before, @Nullable Reason failure, Instant now) {
        List<Condition> conditions = new ArrayList<>();
        boolean kept = false;
        for (Condition condition : before) {
            if (!condition.type().equals(FAILURE)) {
                conditions.add(condition);
            } else if (failure != null && failure.code().equals(condition.reason())) {
                conditions.add(condition);
                kept = true;
            }
        }
        if (failure != null && !kept) {
            conditions.add(new Condition(
                    FAILURE, "True", now.truncatedTo(ChronoUnit.SECONDS), failure.code(), failure.message()));
        }
        return conditions;
    }
}
