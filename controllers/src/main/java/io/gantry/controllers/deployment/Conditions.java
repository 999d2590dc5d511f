package io.gantry.controllers.deployment;

import io.gantry.api.apps.v1.DeploymentCondition;
import io.gantry.api.apps.v1.DeploymentConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Deployment's conditions while they are worked on. For one thread. */
final class Conditions {
    static final String AVAILABLE = "Available";
    static final String PROGRESSING = "Progressing";
    static final String REPLICA_FAILURE = "ReplicaFailure";

    private final List<DeploymentCondition> list;
    private final Instant now;

    Conditions(List<DeploymentCondition> before, Instant now) {
        list = new ArrayList<>(before);
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    List<DeploymentCondition> list() {
        return List.copyOf(list);
    }

    @Nullable
    DeploymentCondition get(String type) {
        for (DeploymentCondition condition : list) {
            if (condition.type().equals(type)) {
                return condition;
            }
        }
        return null;
    }

    void remove(String type) {
        list.removeIf(condition -> condition.type().equals(type));
    }

    /** Sets a condition; one that says the same already is left as it is, with its times. */
    void set(String type, String status, String reason, String message) {
        DeploymentCondition before = get(type);
        if (before == null || !before.status().equals(status) || !reason.equals(before.reason())) {
            renew(type, status, reason, message);
        }
    }

    /** Sets a condition with a new update time, even if it says the same already. */
    void renew(String type, String status, String reason, String message) {
        DeploymentCondition before = get(type);
        remove(type);
        list.add(DeploymentConditionBuilder.of()
                .type(type)
                .status(status)
                .reason(reason)
                .message(message)
                .lastUpdateTime(now)
                .lastTransitionTime(
                        before != null && before.status().equals(status) ? before.lastTransitionTime() : now)
                .build());
    }

    /** Takes over a condition as another object has it. */
    void copy(String type, String status, @Nullable String reason, @Nullable String message) {
        set(type, status, reason == null ? "" : reason, message == null ? "" : message);
    }
}
