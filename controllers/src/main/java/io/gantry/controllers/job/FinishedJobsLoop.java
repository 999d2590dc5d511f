package io.gantry.controllers.job;

import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobType;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Expiry;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import java.time.Instant;

/** Deletes finished Jobs after their {@code ttlSecondsAfterFinished}. */
public final class FinishedJobsLoop {
    private final Context context;
    private final Informer<Job> jobs;

    private FinishedJobsLoop(Context context) {
        this.context = context;
        jobs = context.informer(JobType.KIND);
    }

    public static Loop create(Context context) {
        var loop = new FinishedJobsLoop(context);
        Controller controller = context.controller("ttl-after-finished-controller", 2, loop::reconcile);
        loop.jobs.addHandler((before, after) -> {
            if (after != null && after.spec().ttlSecondsAfterFinished() != null && Jobs.finished(after)) {
                controller.enqueue(after);
            }
        });
        return controller;
    }

    private Outcome reconcile(ObjectKey key) {
        Job job = jobs.reader().get(key.namespace(), key.name());
        Integer ttl = job == null ? null : job.spec().ttlSecondsAfterFinished();
        Instant end = job == null ? null : Jobs.finishedAt(job);
        if (job == null || ttl == null || end == null || job.metadata().deletionTimestamp() != null) {
            return Outcome.DONE;
        }
        return Expiry.delete(context, job, end.plusSeconds(ttl), "Foreground");
    }
}
