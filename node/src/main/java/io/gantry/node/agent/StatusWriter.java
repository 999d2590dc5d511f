package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodStatus;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.status.StatusException;
import io.gantry.client.Client;
import io.gantry.client.WriteOptions;
import org.jspecify.annotations.Nullable;

/** Tells the API server what has become of a pod. */
final class StatusWriter {
    private static final WriteOptions KUBELET = WriteOptions.as("kubelet");

    private final Client client;

    StatusWriter(Client client) {
        this.client = client;
    }

    /**
     * Writes the status, if it is another than the one that the pod has. After a conflict it returns the newest state, on
     * which the status has to be made anew.
     *
     * @return the pod as the API server has it now; {@code null} when it does not have it any more
     */
    @Nullable
    Pod write(Pod pod, PodStatus status) {
        if (status.equals(pod.status())) {
            return pod;
        }
        try {
            return client.updateStatus(
                    PodType.KIND, PodBuilder.of(pod).status(status).build(), KUBELET);
        } catch (StatusException e) {
            if (e.isConflict()) {
                return newest(pod);
            }
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }

    private @Nullable Pod newest(Pod pod) {
        return client.find(PodType.KIND, pod.namespace(), pod.name())
                .filter(found -> found.uid().equals(pod.uid()))
                .orElse(null);
    }

    /** The last word on a deleted pod: nothing of it runs any more. */
    void delete(Pod pod) {
        try {
            client.delete(
                    PodType.KIND,
                    pod.namespace(),
                    pod.name(),
                    DeleteOptionsBuilder.of()
                            .gracePeriodSeconds(0L)
                            .preconditions(new Preconditions(pod.uid(), null))
                            .build());
        } catch (StatusException e) {
            if (!e.isNotFound() && !e.isConflict()) {
                throw e;
            }
        }
    }
}
