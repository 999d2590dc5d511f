package io.gantry.controllers.runtime;

import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.status.StatusException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of an object that is of no more use from some time on. */
public final class Expiry {
    private Expiry() {}

    /**
     * Deletes the object once the time has come, or says when to look again. Only the version at hand is deleted, lest its time was
     * prolonged meanwhile.
     *
     * @param propagation null for the kind's default
     */
    public static Outcome delete(Context context, KubeObject object, Instant end, @Nullable String propagation) {
        Instant now = context.time().now();
        if (end.isAfter(now)) {
            return Outcome.again(Duration.between(now, end));
        }
        try {
            context.client()
                    .delete(
                            object.kind(),
                            object.namespace(),
                            object.name(),
                            DeleteOptionsBuilder.of()
                                    .propagationPolicy(propagation)
                                    .preconditions(new Preconditions(object.uid(), object.resourceVersion()))
                                    .build());
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        return Outcome.DONE;
    }
}
