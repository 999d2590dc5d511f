package io.gantry.controllers.job;

import io.gantry.api.batch.v1.Job;
import io.gantry.api.core.v1.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long a Job's next pod waits after failures. Pure. */
final class JobBackoff {
    /** The first pause after a failure, doubled with each further one; Kubernetes' values. */
    private static final Duration FIRST = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private JobBackoff() {}

    /** What is left of the pause after the failures since the last success; not positive when there is none. */
    static Duration left(Job job, List<Pod> pods, Instant now) {
        Instant lastSuccess = Instant.MIN;
        for (Pod pod : pods) {
            Instant end = Jobs.endedAt(pod, now);
            lastSuccess = Jobs.succeeded(pod) && end.isAfter(lastSuccess) ? end : lastSuccess;
        }
        int failures = 0;
        Instant lastFailure = Instant.MIN;
        for (Pod pod : pods) {
            if (Jobs.failed(job, pod) && FailurePolicy.of(job, pod).counts()) {
                Instant end = Jobs.endedAt(pod, now);
                if (end.isAfter(lastSuccess)) {
                    failures++;
                    lastFailure = end.isAfter(lastFailure) ? end : lastFailure;
                }
            }
        }
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        if (pause.compareTo(LONGEST) > 0) {
            pause = LONGEST;
        }
        return Duration.between(now, lastFailure.plus(pause));
    }
}
