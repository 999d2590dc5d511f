package io.gantry.controllers.job;

import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobCondition;
import io.gantry.api.batch.v1.JobConditionBuilder;
import io.gantry.api.batch.v1.JobStatus;
import io.gantry.api.batch.v1.JobStatusBuilder;
import io.gantry.api.batch.v1.SuccessPolicy;
import io.gantry.api.batch.v1.SuccessPolicyRule;
import io.gantry.api.batch.v1.UncountedTerminatedPods;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.base.Reason;
import io.gantry.controllers.runtime.PodState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Job needs next. Pure.
 *
 * <p>No ended pod is lost or counted twice: it carries a finalizer until its uid stands in the status' list of uncounted
 * pods; only when the finalizer is seen to be gone does it move from that list into the numbers. So whatever is interrupted
 * where, list, finalizers and numbers add up.
 *
 * @param status the status to write
 * @param create how many pods to create (of a Job with indexes, these)
 * @param delete pods to delete
 * @param release ended pods whose finalizer may go once the status is written
 * @param again when to look again though nothing changed, or {@code null}
 * @param events to be told of, once the status is written
 */
record JobPlan(
        JobStatus status,
        int create,
        List<Integer> indexes,
        Map<Integer, Integer> failuresOfIndexes,
        List<Pod> delete,
        List<Pod> release,
        @Nullable Duration again,
        List<Event> events) {
    record Event(boolean warning, Reason reason) {}

    /** How many pods are created or deleted in one go, at most; kube-controller-manager's value. */
    private static final int BURST = 500;

    /** What is lost least comes first: pods that have got less far, then younger ones. */
    private static final Comparator<Pod> LEAST_LOSS = Comparator.<Pod>comparingInt(
                    pod -> PodState.node(pod).isEmpty() ? 0 : 1)
            .thenComparingInt(pod -> PodState.phase(pod).equals("Running") ? 1 : 0)
            .thenComparingInt(pod -> PodState.ready(pod) ? 1 : 0)
            .thenComparing(
                    pod -> Objects.requireNonNullElse(pod.metadata().creationTimestamp(), Instant.MAX),
                    Comparator.reverseOrder())
            .thenComparing(Pod::name);

    /**
     * @param pods all pods that the Job controls
     * @param current whether all pods that were created and deleted before have been seen
     */
    static JobPlan decide(Job job, List<Pod> pods, boolean current, Instant now) {
        return new Decider(job, pods, current, now).decide();
    }

    private static final class Decider {
        private final Job job;
        private final List<Pod> pods;
        private final boolean current;
        private final Instant now;
        private final Instant second;
        private final boolean indexed;
        private final List<JobCondition> conditions;
        private final List<Event> events = new ArrayList<>();
        private final List<Pod> release = new ArrayList<>();
        private final List<Pod> active = new ArrayList<>();
        private final BitSet succeededIndexes;
        private final BitSet failedIndexes;
        private final Map<Integer, Integer> failuresOfIndex = new TreeMap<>();
        private final Set<String> uncountedSucceeded = new LinkedHashSet<>();
        private final Set<String> uncountedFailed = new LinkedHashSet<>();
        private final int limit;
        private int succeeded;
        private int failed;
        private int terminating;
        private int ready;
        private @Nullable String failsJob;
        private @Nullable Instant startTime;
        private @Nullable Duration again;

        Decider(Job job, List<Pod> pods, boolean current, Instant now) {
            this.job = job;
            this.pods = pods;
            this.current = current;
            this.now = now;
            second = now.truncatedTo(ChronoUnit.SECONDS);
            indexed = Jobs.indexed(job);
            conditions = new ArrayList<>(job.status().conditions());
            limit = Objects.requireNonNullElse(Jobs.completions(job), 0);
            succeededIndexes = Indexes.parse(job.status().completedIndexes(), limit);
            failedIndexes = Indexes.parse(job.status().failedIndexes(), limit);
            startTime = job.status().startTime();
            succeeded = orZero(job.status().succeeded());
            failed = orZero(job.status().failed());
        }

        private static int orZero(@Nullable Integer number) {
            return number == null ? 0 : number;
        }

        JobPlan decide() {
            count();
            if (Jobs.finished(job)) {
                return finished();
            }
            if (startTime == null && !Jobs.suspended(job)) {
                startTime = second;
            }
            List<Pod> delete = new ArrayList<>();
            List<Integer> indexes = List.of();
            int create = 0;
            Reason failure = failure();
            Reason success = failure == null && !Jobs.is(job, "FailureTarget") ? success() : null;
            if (failure != null || success != null) {
                if (current) {
                    delete.addAll(active);
                }
                terminating += active.size();
                active.clear();
                ready = 0;
                conclude(failure, success);
            } else if (job.metadata().deletionTimestamp() == null) {
                suspendOrResume();
                if (current) {
                    delete.addAll(surplus());
                    if (delete.isEmpty()) {
                        create = missing();
                        indexes = indexed ? pendingIndexes(create) : List.of();
                        create = indexed ? indexes.size() : create;
                    }
                }
                soonest(deadline() == null ? null : Duration.between(now, deadline()));
            }
            return new JobPlan(status(), create, indexes, failuresOfIndex, delete, release, again, List.copyOf(events));
        }

        private JobPlan finished() {
            // What is left of the pods goes, and is not counted any more.
            pods.stream()
                    .filter(Jobs::tracked)
                    .filter(pod -> !release.contains(pod))
                    .forEach(release::add);
            List<Pod> delete = pods.stream().filter(PodState::active).toList();
            return new JobPlan(
                    job.status(), 0, List.of(), Map.of(), current ? delete : List.of(), release, null, List.of());
        }

        // ---- counting

        private void count() {
            UncountedTerminatedPods uncounted = job.status().uncountedTerminatedPods();
            if (uncounted != null) {
                uncountedSucceeded.addAll(uncounted.succeeded());
                uncountedFailed.addAll(uncounted.failed());
            }
            Set<String> held = new HashSet<>();
            for (Pod pod : pods) {
                if (Jobs.tracked(pod)) {
                    held.add(pod.uid());
                }
            }
            succeeded += settle(uncountedSucceeded, held);
            failed += settle(uncountedFailed, held);
            for (Pod pod : pods) {
                classify(pod);
            }
        }

        /** Those whose finalizer is gone have been counted for good. */
        private static int settle(Set<String> uncounted, Set<String> held) {
            int before = uncounted.size();
            uncounted.retainAll(held);
            return before - uncounted.size();
        }

        private void classify(Pod pod) {
            int index = indexed ? Jobs.index(job, pod) : 0;
            if (Jobs.succeeded(pod)) {
                if (indexed && index >= 0) {
                    succeededIndexes.set(index);
                }
                if (Jobs.tracked(pod)) {
                    if (!indexed) {
                        uncountedSucceeded.add(pod.uid());
                    }
                    release.add(pod);
                }
            } else if (Jobs.failed(job, pod)) {
                FailurePolicy.Meaning meaning = FailurePolicy.of(job, pod);
                if (meaning.failsJob() != null && Jobs.tracked(pod)) {
                    failsJob = failsJob == null ? meaning.failsJob() : failsJob;
                }
                if (index >= 0 && indexed) {
                    failIndex(pod, index, meaning);
                }
                if (Jobs.tracked(pod)) {
                    if (meaning.counts()) {
                        uncountedFailed.add(pod.uid());
                    }
                    release.add(pod);
                }
                if (PodState.terminating(pod) && !PodState.terminal(pod)) {
                    terminating++;
                }
            } else if (PodState.terminating(pod)) {
                terminating++;
            } else {
                active.add(pod);
                ready += PodState.ready(pod) ? 1 : 0;
            }
        }

        private void failIndex(Pod pod, int index, FailurePolicy.Meaning meaning) {
            Integer perIndex = job.spec().backoffLimitPerIndex();
            int failures = Jobs.failuresBefore(pod) + (meaning.counts() ? 1 : 0);
            failuresOfIndex.merge(index, failures, Math::max);
            if (perIndex != null && (failures > perIndex || meaning.failsIndex())) {
                failedIndexes.set(index);
            }
        }

        private int succeededSoFar() {
            return indexed ? succeededIndexes.cardinality() : succeeded + uncountedSucceeded.size();
        }

        private int failedSoFar() {
            return failed + uncountedFailed.size();
        }

        // ---- the end

        private @Nullable Reason failure() {
            JobCondition target = Jobs.condition(job, "FailureTarget");
            if (target != null && target.status().equals("True")) {
                return reason(target.reason(), target.message());
            }
            if (Jobs.is(job, "SuccessCriteriaMet")) {
                return null;
            }
            if (failsJob != null) {
                return new Reason("PodFailurePolicy", failsJob);
            }
            if (failedSoFar() > Jobs.backoffLimit(job) || restartedTooOften()) {
                return new Reason("BackoffLimitExceeded", "Job has reached the specified backoff limit");
            }
            if (deadline() != null && !now.isBefore(deadline())) {
                return new Reason("DeadlineExceeded", "Job was active longer than specified deadline");
            }
            if (job.spec().backoffLimitPerIndex() != null) {
                Integer most = job.spec().maxFailedIndexes();
                if (most != null && failedIndexes.cardinality() > most) {
                    return new Reason(
                            "MaxFailedIndexesExceeded",
                            "Job has exceeded the specified maximal number of failed indexes");
                }
                if (!failedIndexes.isEmpty()
                        && Indexes.union(succeededIndexes, failedIndexes).cardinality() >= limit) {
                    return new Reason("FailedIndexes", "Job has failed indexes");
                }
            }
            return null;
        }

        private static Reason reason(@Nullable String code, @Nullable String message) {
            return new Reason(
                    code == null || code.isEmpty() ? "Failed" : code,
                    message == null || message.isBlank() ? "Job has failed" : message);
        }

        private @Nullable Instant deadline() {
            Long seconds = job.spec().activeDeadlineSeconds();
            Instant start = startTime;
            return seconds == null || start == null || Jobs.suspended(job) ? null : start.plusSeconds(seconds);
        }

        /** With restartPolicy OnFailure a pod's own restarts count. */
        private boolean restartedTooOften() {
            if (!"OnFailure".equals(job.spec().template().spec().restartPolicy())) {
                return false;
            }
            int restarts = 0;
            for (Pod pod : active) {
                for (ContainerStatus status : pod.status().initContainerStatuses()) {
                    restarts += status.restartCount();
                }
                for (ContainerStatus status : pod.status().containerStatuses()) {
                    restarts += status.restartCount();
                }
            }
            int most = Jobs.backoffLimit(job);
            return most == 0 ? restarts > 0 : restarts >= most;
        }

        private @Nullable Reason success() {
            JobCondition met = Jobs.condition(job, "SuccessCriteriaMet");
            if (met != null && met.status().equals("True")) {
                return reason(met.reason(), met.message());
            }
            Reason byPolicy = successPolicy();
            if (byPolicy != null) {
                return byPolicy;
            }
            Integer completions = Jobs.completions(job);
            boolean complete = completions == null
                    ? succeededSoFar() > 0 && active.isEmpty() && terminating == 0
                    : succeededSoFar() >= completions;
            return complete ? new Reason("CompletionsReached", "Reached expected number of succeeded pods") : null;
        }

        private @Nullable Reason successPolicy() {
            SuccessPolicy policy = job.spec().successPolicy();
            if (policy == null || !indexed) {
                return null;
            }
            for (int i = 0; i < policy.rules().size(); i++) {
                SuccessPolicyRule rule = policy.rules().get(i);
                BitSet wanted = rule.succeededIndexes() == null
                        ? (BitSet) succeededIndexes.clone()
                        : Indexes.parse(rule.succeededIndexes(), limit);
                int needed = Objects.requireNonNullElse(rule.succeededCount(), wanted.cardinality());
                wanted.and(succeededIndexes);
                if (wanted.cardinality() >= needed && needed > 0) {
                    return new Reason("SuccessPolicy", "Matched rules at index " + i);
                }
            }
            return null;
        }

        /** Says that it will end and how; and that it has, when no pod runs any more and all are counted. */
        private void conclude(@Nullable Reason failure, @Nullable Reason success) {
            Reason reason = failure != null ? failure : Objects.requireNonNull(success);
            set(failure != null ? "FailureTarget" : "SuccessCriteriaMet", "True", reason);
            boolean allCounted = uncountedSucceeded.isEmpty() && uncountedFailed.isEmpty() && release.isEmpty();
            if (terminating > 0 || !allCounted) {
                return;
            }
            set(failure != null ? "Failed" : "Complete", "True", reason);
            events.add(
                    failure != null
                            ? new Event(true, reason)
                            : new Event(false, new Reason("Completed", "Job completed")));
        }

        private void set(String type, String status, Reason reason) {
            for (JobCondition condition : conditions) {
                if (condition.type().equals(type) && condition.status().equals(status)) {
                    return;
                }
            }
            conditions.removeIf(condition -> condition.type().equals(type));
            conditions.add(JobConditionBuilder.of()
                    .type(type)
                    .status(status)
                    .reason(reason.code())
                    .message(reason.message())
                    .lastProbeTime(second)
                    .lastTransitionTime(second)
                    .build());
        }

        // ---- how many run

        private void suspendOrResume() {
            boolean noted = Jobs.is(job, "Suspended");
            if (Jobs.suspended(job)) {
                if (!noted) {
                    set("Suspended", "True", new Reason("JobSuspended", "Job suspended"));
                    events.add(new Event(false, new Reason("Suspended", "Job suspended")));
                }
                startTime = null;
            } else if (noted) {
                set("Suspended", "False", new Reason("JobResumed", "Job resumed"));
                events.add(new Event(false, new Reason("Resumed", "Job resumed")));
                startTime = second;
            }
        }

        private int wanted() {
            if (Jobs.suspended(job)) {
                return 0;
            }
            Integer completions = Jobs.completions(job);
            if (completions == null) {
                // A work queue: one success says that the rest only has to end.
                return succeededSoFar() > 0 ? Math.min(active.size(), Jobs.parallelism(job)) : Jobs.parallelism(job);
            }
            int left = completions - succeededSoFar() - (indexed ? failedIndexes.cardinality() : 0);
            return Math.max(0, Math.min(left, Jobs.parallelism(job)));
        }

        /** Active pods that are one too many: a second one of its index, or beyond what is wanted. */
        private List<Pod> surplus() {
            List<Pod> order = active.stream().sorted(LEAST_LOSS).toList();
            List<Pod> surplus = new ArrayList<>();
            if (indexed) {
                Set<Integer> seen = new HashSet<>();
                for (Pod pod : order.reversed()) {
                    int index = Jobs.index(job, pod);
                    if (index < 0 || succeededIndexes.get(index) || failedIndexes.get(index) || !seen.add(index)) {
                        surplus.add(pod);
                    }
                }
            }
            int tooMany = active.size() - surplus.size() - wanted();
            for (Pod pod : order) {
                if (tooMany > 0 && !surplus.contains(pod)) {
                    surplus.add(pod);
                    tooMany--;
                }
            }
            return surplus.subList(0, Math.min(BURST, surplus.size()));
        }

        private int missing() {
            int waitFor = Jobs.replacesOnlyFailed(job) ? terminating : 0;
            int missing = Math.min(BURST, wanted() - waitFor - active.size());
            if (missing <= 0) {
                return 0;
            }
            Duration left = job.spec().backoffLimitPerIndex() == null ? JobBackoff.left(job, pods, now) : Duration.ZERO;
            if (left.isPositive()) {
                soonest(left);
                return 0;
            }
            return missing;
        }

        private List<Integer> pendingIndexes(int count) {
            BitSet taken = Indexes.union(succeededIndexes, failedIndexes);
            active.forEach(pod -> taken.set(Math.max(0, Jobs.index(job, pod))));
            if (Jobs.replacesOnlyFailed(job)) {
                pods.stream()
                        .filter(pod -> PodState.terminating(pod) && !PodState.terminal(pod))
                        .mapToInt(pod -> Jobs.index(job, pod))
                        .filter(index -> index >= 0)
                        .forEach(taken::set);
            }
            List<Integer> pending = new ArrayList<>();
            for (int i = taken.nextClearBit(0); i < limit && pending.size() < count; i = taken.nextClearBit(i + 1)) {
                int index = i;
                if (job.spec().backoffLimitPerIndex() != null) {
                    List<Pod> ofIndex = pods.stream()
                            .filter(pod -> Jobs.index(job, pod) == index)
                            .toList();
                    Duration left = JobBackoff.left(job, ofIndex, now);
                    if (left.isPositive()) {
                        soonest(left);
                        continue;
                    }
                }
                pending.add(i);
            }
            return pending;
        }

        private void soonest(@Nullable Duration after) {
            if (after != null && (again == null || after.compareTo(again) < 0)) {
                again = after.isNegative() ? Duration.ZERO : after;
            }
        }

        private JobStatus status() {
            boolean complete = conditions.stream()
                    .anyMatch(condition -> condition.type().equals("Complete")
                            && condition.status().equals("True"));
            String failedText = Indexes.format(failedIndexes);
            return JobStatusBuilder.of(job.status())
                    .conditions(conditions)
                    .startTime(startTime)
                    .completionTime(complete ? second : null)
                    .active(active.size())
                    .ready(ready)
                    .terminating(terminating)
                    .succeeded(indexed ? succeededIndexes.cardinality() : succeeded)
                    .failed(failed)
                    .completedIndexes(succeededIndexes.isEmpty() ? null : Indexes.format(succeededIndexes))
                    .failedIndexes(job.spec().backoffLimitPerIndex() == null ? null : failedText)
                    .uncountedTerminatedPods(
                            new UncountedTerminatedPods(List.copyOf(uncountedSucceeded), List.copyOf(uncountedFailed)))
                    .build();
        }
    }
}
