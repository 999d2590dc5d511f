package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.store.Op;
import io.gantry.store.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * One step on a request's way to the store. First every step may change the object, in order; then, when it is final and
 * valid, every step may refuse it with a {@link io.gantry.api.status.StatusException}; at last every step may name what
 * else must be written, or must still hold, for the write to happen.
 *
 * <p>Thread-safe. A step may run more than once for a request, since a write that loses against another is worked out
 * again, so it must not have effects of its own. What a step must know of the cluster it reads from the store's image: no
 * lock, no waiting.
 */
public interface Admission {
    /** The object as it shall go on. Not called for a delete. */
    default KubeObject mutate(AdmissionRequest request, KubeObject object) {
        return object;
    }

    /** Refuses by throwing. */
    default void validate(AdmissionRequest request) {}

    /**
     * What else belongs in the transaction that writes the object; refuses by throwing. Called for a dry run, too, whose
     * transaction is never committed.
     *
     * @param snapshot the state that the write is based on: whatever of it the answer depends on must be among the
     *     expectations of the returned operations
     */
    default List<Op<KubeObject>> commit(AdmissionRequest request, Snapshot<KubeObject> snapshot) {
        return List.of();
    }

    /** Lets everything pass as it is. */
    static Admission none() {
        return new Admission() {};
    }

    /** Several steps, one after the other. */
    static Admission chain(List<Admission> steps) {
        List<Admission> all = List.copyOf(steps);
        return new Admission() {
            @Override
            public KubeObject mutate(AdmissionRequest request, KubeObject object) {
                KubeObject result = object;
                AdmissionRequest current = request.withObject(object);
                for (Admission step : all) {
                    KubeObject next = step.mutate(current, result);
                    if (next != result) {
                        result = next;
                        current = current.withObject(next);
                    }
                }
                return result;
            }

            @Override
            public void validate(AdmissionRequest request) {
                for (Admission step : all) {
                    step.validate(request);
                }
            }

            @Override
            public List<Op<KubeObject>> commit(AdmissionRequest request, Snapshot<KubeObject> snapshot) {
                List<Op<KubeObject>> operations = List.of();
                for (Admission step : all) {
                    List<Op<KubeObject>> more = step.commit(request, snapshot);
                    if (!more.isEmpty()) {
                        operations = new ArrayList<>(operations);
                        operations.addAll(more);
                    }
                }
                return operations;
            }
        };
    }
}
