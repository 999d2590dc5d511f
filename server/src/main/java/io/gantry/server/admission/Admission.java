package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import java.util.List;

/**
 * One step on a request's way to the store. First every step may change the object, in order; then, when it is final and
 * valid, every step may refuse it with a {@link io.gantry.api.status.StatusException}.
 *
 * <p>Thread-safe. A step may run more than once for a request, so it must not have effects of its own.
 */
public interface Admission {
    /** The object as it shall go on. */
    default KubeObject mutate(AdmissionRequest request, KubeObject object) {
        return object;
    }

    /** Refuses by throwing. */
    default void validate(AdmissionRequest request) {}

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
                for (Admission step : all) {
                    result = step.mutate(request.withObject(result), result);
                }
                return result;
            }

            @Override
            public void validate(AdmissionRequest request) {
                for (Admission step : all) {
                    step.validate(request);
                }
            }
        };
    }
}
