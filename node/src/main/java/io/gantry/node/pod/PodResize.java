package io.gantry.node.pod;

import io.gantry.base.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a change of a pod's resources.
 *
 * @param allocation what the pod has been promised
 * @param pending why what its spec asks for is not granted; {@code null} when it is
 * @param error why the last try to make the promise true failed
 * @param retryAt the earliest moment of another try
 */
public record PodResize(
        PodAllocation allocation,
        @Nullable Refusal pending,
        @Nullable Reason error,
        @Nullable Instant retryAt) {
    /**
     * What the node made of a wish.
     *
     * @param why {@code Deferred} or {@code Infeasible}
     * @param generation of the pod that wished it
     */
    public record Refusal(Reason why, long generation) {}

    /** Of a pod that has what it asks for. */
    public static PodResize none(PodAllocation allocation) {
        return new PodResize(allocation, null, null, null);
    }
}
