package io.gantry.controllers.job;

import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.CronJobBuilder;
import io.gantry.api.batch.v1.CronJobStatus;
import io.gantry.api.batch.v1.CronJobType;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobType;
import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.core.v1.ObjectReferenceBuilder;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.status.StatusException;
import io.gantry.base.Reason;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Claims;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.Owners;
import io.gantry.controllers.runtime.PodControl;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the Jobs of CronJobs: carries out what {@link CronJobPlan} decides. The status is written first, so that what is
 * stale fails early, and again after each step that changes it.
 */
public final class CronJobLoop {
    private static final String NAME = "cronjob-controller";
    private static final int WORKERS = 5;

    private final Context context;
    private final Client client;
    private final EventRecorder recorder;
    private final Supplier<ZoneId> local;
    private final Informer<CronJob> cronJobs;
    private final Informer<Job> jobs;
    private final Controller controller;

    private CronJobLoop(Context context, Supplier<ZoneId> local) {
        this.context = context;
        this.local = local;
        client = context.client();
        recorder = context.recorder(NAME);
        cronJobs = context.informer(CronJobType.KIND);
        jobs = Claims.indexed(context.informer(JobType.KIND));
        controller = context.controller(NAME, WORKERS, this::reconcile);
        cronJobs.addHandler(this::changed);
        jobs.addHandler((before, after) -> {
            enqueueOwner(before);
            enqueueOwner(after);
        });
    }

    /** Schedules without a time zone are in this machine's. */
    public static Loop create(Context context) {
        return create(context, ZoneId::systemDefault);
    }

    /** @param local asked when there is a CronJob, because the tz database takes a while to load */
    static Loop create(Context context, Supplier<ZoneId> local) {
        return new CronJobLoop(context, local).controller;
    }

    private void enqueueOwner(@Nullable Job job) {
        if (job == null) {
            return;
        }
        OwnerReference owner = Owners.controllerOf(job);
        if (owner != null && Owners.refersTo(owner, CronJobType.KIND)) {
            controller.enqueue(new ObjectKey(job.namespace(), owner.name()));
        }
    }

    /** Times of a new schedule that have passed are not made up for, so that a change of it is looked at when the next comes. */
    private void changed(@Nullable CronJob before, @Nullable CronJob after) {
        if (before == null || after == null || sameSchedule(before, after)) {
            controller.enqueueChanged(before, after);
            return;
        }
        Duration wait;
        try {
            wait = CronTimes.untilNext(
                    after,
                    after.status().lastScheduleTime(),
                    CronTimes.schedule(after, local.get()),
                    context.time().now());
        } catch (IllegalArgumentException e) {
            recorder.warning(
                    after,
                    new Reason(
                            "UnParseableCronJobSchedule",
                            "unparseable schedule for cronjob: " + after.spec().schedule()));
            return;
        }
        if (wait == null) {
            controller.enqueue(after);
        } else {
            controller.enqueueAfter(ObjectKey.of(after), wait);
        }
    }

    private static boolean sameSchedule(CronJob one, CronJob other) {
        return one.spec().schedule().equals(other.spec().schedule())
                && Objects.equals(one.spec().timeZone(), other.spec().timeZone());
    }

    private Outcome reconcile(ObjectKey key) {
        CronJob cronJob = cronJobs.reader().get(key.namespace(), key.name());
        if (cronJob == null) {
            return Outcome.DONE;
        }
        List<Job> owned = List.copyOf(jobs.byIndex(Claims.BY_CONTROLLER, cronJob.uid()));
        if (knowsMore(owned, cronJob)) {
            // The Jobs are newer than the status here, which may only be late: ask the server before calling one
            // unexpected.
            Optional<CronJob> fresh = client.find(CronJobType.KIND, key.namespace(), key.name());
            if (fresh.isEmpty() || !fresh.get().uid().equals(cronJob.uid())) {
                return Outcome.DONE;
            }
            cronJob = fresh.get();
        }
        CronJobPlan plan = CronJobPlan.decide(
                cronJob,
                owned,
                gone(cronJob, owned),
                local.get(),
                context.time().now());
        for (JobPlan.Event event : plan.events()) {
            if (event.warning()) {
                recorder.warning(cronJob, event.reason());
            } else {
                recorder.normal(cronJob, event.reason());
            }
        }
        cronJob = write(cronJob, plan.status());
        for (Job job : plan.expired()) {
            delete(cronJob, job.name(), job.uid());
        }
        if (plan.start() != null) {
            start(replace(cronJob, plan.replace()), plan.start());
        }
        return Outcome.againOrDone(plan.again());
    }

    private static boolean knowsMore(List<Job> owned, CronJob cronJob) {
        Set<String> active = new HashSet<>();
        cronJob.status().active().forEach(reference -> active.add(reference.uid()));
        return owned.stream().anyMatch(job -> !Jobs.finished(job) && !active.contains(job.uid()));
    }

    /** The active Jobs that do not exist; what the informer misses may only be late, so the server is asked. */
    private Set<String> gone(CronJob cronJob, List<Job> owned) {
        Set<String> seen = new HashSet<>();
        owned.forEach(job -> seen.add(job.uid()));
        Set<String> gone = new HashSet<>();
        for (ObjectReference reference : cronJob.status().active()) {
            if (!seen.contains(reference.uid())
                    && client.find(JobType.KIND, cronJob.namespace(), Objects.requireNonNullElse(reference.name(), ""))
                            .filter(job -> job.uid().equals(reference.uid()))
                            .isEmpty()) {
                gone.add(Objects.requireNonNullElse(reference.uid(), ""));
            }
        }
        return gone;
    }

    private CronJob write(CronJob cronJob, CronJobStatus status) {
        return status.equals(cronJob.status())
                ? cronJob
                : client.updateStatus(
                        CronJobType.KIND,
                        CronJobBuilder.of(cronJob).status(status).build(),
                        WriteOptions.DEFAULT);
    }

    private CronJob replace(CronJob cronJob, List<ObjectReference> running) {
        for (ObjectReference job : running) {
            if (!delete(cronJob, job.name(), job.uid())) {
                throw new IllegalStateException("could not replace job " + cronJob.namespace() + "/" + job.name());
            }
        }
        List<ObjectReference> active = new ArrayList<>(cronJob.status().active());
        active.removeAll(running);
        return write(cronJob, with(cronJob.status(), active, cronJob.status().lastScheduleTime()));
    }

    private static CronJobStatus with(
            CronJobStatus status, List<ObjectReference> active, @Nullable Instant lastScheduleTime) {
        return new CronJobStatus(active, lastScheduleTime, status.lastSuccessfulTime());
    }

    private void start(CronJob cronJob, Instant time) {
        Job wanted = CronJobPlan.job(cronJob, time);
        Job job;
        try {
            job = client.create(JobType.KIND, wanted, WriteOptions.DEFAULT);
            recorder.normal(cronJob, new Reason("SuccessfulCreate", "Created job " + job.name()));
        } catch (StatusException e) {
            if (PodControl.namespaceTerminating(e)) {
                throw e;
            }
            if (!e.isAlreadyExists()) {
                recorder.warning(cronJob, new Reason("FailedCreate", "Error creating job: " + e.getMessage()));
                throw e;
            }
            // Started before, without the status that says so; or somebody else's, who has to see to it.
            job = client.get(JobType.KIND, wanted.namespace(), wanted.name());
            if (!Owners.controlledBy(job, cronJob)) {
                return;
            }
        }
        List<ObjectReference> active = new ArrayList<>(cronJob.status().active());
        active.add(ObjectReferenceBuilder.of()
                .apiVersion(JobType.KIND.apiVersion())
                .kind(JobType.KIND.name())
                .namespace(job.namespace())
                .name(job.name())
                .uid(job.uid())
                .resourceVersion(job.resourceVersion())
                .build());
        write(cronJob, with(cronJob.status(), active, time));
    }

    /** With its pods. Returns whether it is gone or going. */
    private boolean delete(CronJob cronJob, @Nullable String name, @Nullable String uid) {
        try {
            client.delete(
                    JobType.KIND,
                    cronJob.namespace(),
                    Objects.requireNonNullElse(name, ""),
                    DeleteOptionsBuilder.of()
                            .propagationPolicy("Background")
                            .preconditions(new Preconditions(uid, null))
                            .build());
        } catch (StatusException e) {
            if (e.isNotFound() || e.isConflict()) {
                return true; // gone, or another by this name
            }
            recorder.warning(cronJob, new Reason("FailedDelete", "Deleted job: " + e.getMessage()));
            return false;
        }
        recorder.normal(cronJob, new Reason("SuccessfulDelete", "Deleted job " + name));
        return true;
    }
}
