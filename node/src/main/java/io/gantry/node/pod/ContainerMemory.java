package io.gantry.node.pod;

import io.gantry.base.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a worker remembers of one container beyond what the runtime shows. All of it may be lost in a restart of the node
 * agent: probes begin anew, and back-off starts from the number of restarts.
 *
 * @param started its startup probe has succeeded, or it has none
 * @param ready its readiness probe succeeds, or it has none
 * @param unhealthy why it must be killed: its liveness or startup probe has failed too often
 * @param waiting why it could not be started: an image, a key or a command that is missing; or why it ended with its start
 * @param notBefore the earliest moment of another try after {@code waiting}
 * @param quickEnds how many times in a row it ended soon after it had started; -1 when not known
 * @param stopBy when the stop that is under way ends in a kill; {@code null} when it is not being stopped
 */
public record ContainerMemory(
        boolean started,
        boolean ready,
        @Nullable Reason unhealthy,
        @Nullable Reason waiting,
        @Nullable Instant notBefore,
        int quickEnds,
        @Nullable Instant stopBy) {
    public static final ContainerMemory NEW = new ContainerMemory(false, false, null, null, null, -1, null);

    /** What holds for a container that has just been started, before any probe. */
    public ContainerMemory onStart(int newQuickEnds) {
        return new ContainerMemory(false, false, null, null, null, newQuickEnds, null);
    }

    public ContainerMemory withProbes(boolean nowStarted, boolean nowReady) {
        return new ContainerMemory(nowStarted, nowReady, unhealthy, waiting, notBefore, quickEnds, stopBy);
    }

    public ContainerMemory withUnhealthy(Reason why) {
        return new ContainerMemory(started, ready, why, waiting, notBefore, quickEnds, stopBy);
    }

    public ContainerMemory withWaiting(Reason why, @Nullable Instant retryAt) {
        return new ContainerMemory(started, ready, unhealthy, why, retryAt, quickEnds, stopBy);
    }

    public ContainerMemory withStopBy(@Nullable Instant deadline) {
        return new ContainerMemory(started, ready, unhealthy, waiting, notBefore, quickEnds, deadline);
    }
}
