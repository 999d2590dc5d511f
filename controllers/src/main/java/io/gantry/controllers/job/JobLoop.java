package io.gantry.controllers.job;

import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobBuilder;
import io.gantry.api.batch.v1.JobStatus;
import io.gantry.api.batch.v1.JobType;
import io.gantry.api.batch.v1.UncountedTerminatedPods;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.status.StatusException;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Claims;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Expectations;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.Owners;
import io.gantry.controllers.runtime.PodControl;
import io.gantry.controllers.runtime.PodState;
import io.gantry.controllers.runtime.PodWrites;
import io.gantry.controllers.runtime.Selectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs Jobs: carries out what {@link JobPlan} decides. The status is written first, so that what is stale fails early. */
public final class JobLoop {
    private static final String NAME = "job-controller";
    private static final String TRACKED_OF = "tracked-of-job";
    private static final int WORKERS = 5;

    private final Context context;
    private final Client client;
    private final EventRecorder recorder;
    private final Informer<Job> jobs;
    private final Informer<Pod> pods;
    private final Expectations expectations;
    private final PodWrites writes;
    private final Controller controller;

    private JobLoop(Context context) {
        this.context = context;
        client = context.client();
        recorder = context.recorder(NAME);
        expectations = new Expectations(context.time());
        writes = new PodWrites(context.batches(), new PodControl(client, recorder), expectations);
        jobs = context.informer(JobType.KIND);
        pods = Claims.indexed(context.informer(PodType.KIND));
        pods.addIndex(TRACKED_OF, pod -> {
            ObjectKey job = Jobs.tracked(pod) ? jobOf(pod) : null;
            return job == null ? List.<String>of() : List.of(job.toString());
        });
        controller = context.controller(NAME, WORKERS, this::reconcile);
        jobs.addHandler((before, after) -> {
            if (after == null && before != null) {
                expectations.forget(ObjectKey.of(before));
            }
            controller.enqueueChanged(before, after);
        });
        pods.addHandler(this::podChanged);
    }

    public static Loop create(Context context) {
        return new JobLoop(context).controller;
    }

    private static @Nullable ObjectKey jobOf(Pod pod) {
        OwnerReference owner = Owners.controllerOf(pod);
        return owner != null && Owners.refersTo(owner, JobType.KIND)
                ? new ObjectKey(pod.namespace(), owner.name())
                : null;
    }

    private void podChanged(@Nullable Pod before, @Nullable Pod after) {
        ObjectKey was = before == null ? null : jobOf(before);
        ObjectKey is = after == null ? null : jobOf(after);
        if (before == null && is != null) {
            expectations.created(is);
        }
        if (before != null && was != null && (after == null || PodState.terminating(after))) {
            expectations.deleted(was, before.uid());
        }
        if (was != null) {
            controller.enqueue(was);
        }
        if (is != null && !is.equals(was)) {
            controller.enqueue(is);
        }
        if (is == null && after != null && Jobs.tracked(after) && Owners.controllerOf(after) == null) {
            // Let go by its Job: nobody counts it any more.
            controller.enqueue(new ObjectKey(after.namespace(), "/" + after.name()));
        }
    }

    private Outcome reconcile(ObjectKey key) {
        if (key.name().startsWith("/")) {
            Pod pod = pods.reader().get(key.namespace(), key.name().substring(1));
            if (pod != null && Owners.controllerOf(pod) == null) {
                release(pod);
            }
            return Outcome.DONE;
        }
        Job job = jobs.reader().get(key.namespace(), key.name());
        releaseAbandoned(key, job);
        if (job == null) {
            expectations.forget(key);
            return Outcome.DONE;
        }
        String manager = job.spec().managedBy();
        if (manager != null && !manager.equals("kubernetes.io/job-controller")) {
            return Outcome.DONE;
        }
        boolean current = expectations.met(key);
        JobPlan plan = JobPlan.decide(job, claim(job), current, context.time().now());
        if (!same(plan.status(), job.status())) {
            client.updateStatus(
                    JobType.KIND, JobBuilder.of(job).status(plan.status()).build(), WriteOptions.DEFAULT);
        }
        for (JobPlan.Event event : plan.events()) {
            if (event.warning()) {
                recorder.warning(job, event.reason());
            } else {
                recorder.normal(job, event.reason());
            }
        }
        context.batches().all(plan.release(), this::release).throwFirst();
        writes.delete(key, job, plan.delete()).throwFirst();
        writes.create(key, job, wanted(job, plan)).throwFirst();
        return current ? Outcome.againOrDone(plan.again()) : Outcome.again(expectations.lapse());
    }

    private List<Pod> claim(Job job) {
        LabelSelector given = job.spec().selector();
        LabelSelector selector = given != null
                ? given
                : new LabelSelector(Map.of("batch.kubernetes.io/controller-uid", job.uid()), List.of());
        return Claims.claim(
                client,
                JobType.KIND,
                job,
                PodType.KIND,
                pods,
                pod -> Selectors.matches(selector, pod.metadata().labels()));
    }

    /** Pods of a Job that is gone, or of an earlier one by its name, would never end for their finalizer. */
    private void releaseAbandoned(ObjectKey key, @Nullable Job job) {
        for (Pod pod : pods.byIndex(TRACKED_OF, key.toString())) {
            OwnerReference owner = Owners.controllerOf(pod);
            if (owner == null || (job != null && job.uid().equals(owner.uid()))) {
                continue;
            }
            boolean gone = client.find(JobType.KIND, key.namespace(), key.name())
                    .filter(there -> there.uid().equals(owner.uid()))
                    .isEmpty();
            if (gone) {
                release(pod);
            }
        }
    }

    private void release(Pod pod) {
        List<String> finalizers = new ArrayList<>(pod.metadata().finalizers());
        if (!finalizers.remove(Jobs.TRACKING)) {
            return;
        }
        try {
            client.update(
                    PodType.KIND,
                    pod.withMetadata(ObjectMetaBuilder.of(pod.metadata())
                            .finalizers(finalizers)
                            .build()),
                    WriteOptions.DEFAULT);
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private static List<Pod> wanted(Job job, JobPlan plan) {
        boolean limitedPerIndex = job.spec().backoffLimitPerIndex() != null;
        List<Pod> wanted = new ArrayList<>();
        for (int i = 0; i < plan.create(); i++) {
            Integer index = plan.indexes().isEmpty() ? null : plan.indexes().get(i);
            Integer failures = limitedPerIndex ? plan.failuresOfIndexes().getOrDefault(index, 0) : null;
            wanted.add(JobPods.of(job, index, failures));
        }
        return wanted;
    }

    /** An absent number is 0, and an absent list empty, whichever form it was stored in. */
    private static boolean same(JobStatus one, JobStatus other) {
        return one.conditions().equals(other.conditions())
                && Objects.equals(one.startTime(), other.startTime())
                && Objects.equals(one.completionTime(), other.completionTime())
                && orZero(one.active()) == orZero(other.active())
                && orZero(one.ready()) == orZero(other.ready())
                && orZero(one.terminating()) == orZero(other.terminating())
                && orZero(one.succeeded()) == orZero(other.succeeded())
                && orZero(one.failed()) == orZero(other.failed())
                && Objects.requireNonNullElse(one.completedIndexes(), "")
                        .equals(Objects.requireNonNullElse(other.completedIndexes(), ""))
                && Objects.requireNonNullElse(one.failedIndexes(), "")
                        .equals(Objects.requireNonNullElse(other.failedIndexes(), ""))
                && uncounted(one).equals(uncounted(other));
    }

    private static UncountedTerminatedPods uncounted(JobStatus status) {
        UncountedTerminatedPods uncounted = status.uncountedTerminatedPods();
        return uncounted == null ? new UncountedTerminatedPods(List.of(), List.of()) : uncounted;
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
