package io.gantry.node.pod;

import io.gantry.base.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a change of a pod's resources.
 *
 * @param allocation what the pod has been promised
 * @param pending why what its spec asks for is not granted: {@code Deferred} or {@code Infeasible}; {@code null} when it is
 * @param error why the last try to make the promise true failed
 * @param retryAt the earliest moment of another try
 */
public record PodResize(
        PodAllocation allocation,
        @Nullable Reason pending,
        @Nullable Reason error,
        @Nullable Instant retryAt) {
    /** Of a pod that has what it asks for. */
    public static PodResize none(PodAllocation allocation) {
        return new PodResize(allocation, null, null, null);
    }
}
