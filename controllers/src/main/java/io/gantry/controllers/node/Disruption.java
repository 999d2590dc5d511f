package io.gantry.controllers.node;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodConditionBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.PodState;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes a pod that did nothing wrong, after saying so in its condition DisruptionTarget: Jobs do not count that as a failure. */
final class Disruption {
    private static final String TARGET = "DisruptionTarget";

    private final Client client;
    private final Time time;

    Disruption(Client client, Time time) {
        this.client = client;
        this.time = time;
    }

    /**
     * @param fail whether the pod has ended, since nobody else will say so
     * @param graceSeconds {@code null} for the pod's own
     */
    void delete(Pod pod, String reason, String message, boolean fail, @Nullable Long graceSeconds) {
        try {
            if (!PodState.terminal(pod)) {
                mark(pod, reason, message, fail);
            }
            client.delete(
                    PodType.KIND,
                    pod.namespace(),
                    pod.name(),
                    DeleteOptionsBuilder.of()
                            .gracePeriodSeconds(graceSeconds)
                            .preconditions(new Preconditions(pod.uid(), null))
                            .build());
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private void mark(Pod pod, String reason, String message, boolean fail) {
        PodCondition before = PodState.condition(pod, TARGET);
        if (before != null && before.status().equals("True") && !fail) {
            return;
        }
        List<PodCondition> conditions = new ArrayList<>(pod.status().conditions());
        conditions.removeIf(condition -> condition.type().equals(TARGET));
        conditions.add(PodConditionBuilder.of()
                .type(TARGET)
                .status("True")
                .reason(reason)
                .message(message)
                .lastTransitionTime(time.now().truncatedTo(ChronoUnit.SECONDS))
                .observedGeneration(pod.metadata().generation())
                .build());
        PodStatusBuilder status = PodStatusBuilder.of(pod.status()).conditions(conditions);
        if (fail) {
            status.phase("Failed");
        }
        client.updateStatus(
                PodType.KIND, PodBuilder.of(pod).status(status.build()).build(), WriteOptions.DEFAULT);
    }
}
