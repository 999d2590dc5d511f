package io.gantry.controllers.runtime;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.status.StatusException;
import io.gantry.client.ObjectKey;
import java.util.List;

/**
 * Creates and deletes many pods of one owner, and takes back at once what was expected of those that could not be written.
 * Thread-safe.
 */
public final class PodWrites {
    private final Batches batches;
    private final PodControl control;
    private final Expectations expectations;

    public PodWrites(Batches batches, PodControl control, Expectations expectations) {
        this.batches = batches;
        this.control = control;
        this.expectations = expectations;
    }

    /** In growing batches; that the namespace is going away is no failure. */
    public Batches.Result create(ObjectKey key, KubeObject owner, List<Pod> wanted) {
        expectations.willCreate(key, wanted.size());
        Batches.Result result = batches.slowStart(wanted, pod -> {
            try {
                control.create(owner, pod);
            } catch (StatusException e) {
                expectations.created(key);
                if (!PodControl.namespaceTerminating(e)) {
                    throw e;
                }
            } catch (RuntimeException e) {
                expectations.created(key);
                throw e;
            }
        });
        expectations.created(key, result.skipped());
        return result;
    }

    /** All at once. */
    public Batches.Result delete(ObjectKey key, KubeObject owner, List<Pod> surplus) {
        surplus.forEach(pod -> expectations.willDelete(key, pod.uid()));
        return batches.all(surplus, pod -> {
            try {
                control.delete(owner, pod);
            } catch (RuntimeException e) {
                expectations.deleted(key, pod.uid());
                throw e;
            }
        });
    }
}
