package io.gantry.controllers.job;

import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.CronJobStatus;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobBuilder;
import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.cron.CronSchedule;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.Reason;
import io.gantry.controllers.runtime.Owners;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a CronJob needs next. Pure.
 *
 * <p>A Job's name follows from the time that it is started for, so that no time is started twice, whatever was interrupted
 * between the creation and the status.
 *
 * @param status the status before anything is started: to be written first
 * @param expired finished Jobs beyond the history limits, the oldest first
 * @param replace references to running Jobs that have to go before the start
 * @param start the time to start a Job for, or {@code null}
 * @param again when to look again though nothing changed, or {@code null}
 * @param events to be told of
 */
record CronJobPlan(
        CronJobStatus status,
        List<Job> expired,
        List<ObjectReference> replace,
        @Nullable Instant start,
        @Nullable Duration again,
        List<JobPlan.Event> events) {
    static final String SCHEDULED = "batch.kubernetes.io/cronjob-scheduled-timestamp";

    private static final int MANY = 100;
    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ROOT);
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    CronJobPlan {
        expired = List.copyOf(expired);
        replace = List.copyOf(replace);
        events = List.copyOf(events);
    }

    /**
     * @param jobs all Jobs that the CronJob controls
     * @param gone the uids of those in its status that are known to exist no more
     * @param local the zone of schedules that name none
     */
    static CronJobPlan decide(CronJob cronJob, List<Job> jobs, Set<String> gone, ZoneId local, Instant now) {
        return new Decider(cronJob, jobs, gone, local, now).decide();
    }

    /** The Job to start for a time. */
    static Job job(CronJob cronJob, Instant time) {
        String zone = cronJob.spec().timeZone();
        Map<String, String> annotations =
                new TreeMap<>(cronJob.spec().jobTemplate().metadata().annotations());
        annotations.put(SCHEDULED, RFC_3339.format(time.atZone(CronSchedule.zone(zone == null ? "" : zone))));
        return JobBuilder.of()
                .metadata(ObjectMetaBuilder.of()
                        .namespace(cronJob.namespace())
                        .name(name(cronJob, time))
                        .labels(cronJob.spec().jobTemplate().metadata().labels())
                        .annotations(annotations)
                        .ownerReferences(List.of(Owners.controller(cronJob)))
                        .build())
                .spec(cronJob.spec().jobTemplate().spec())
                .build();
    }

    private static String name(CronJob cronJob, Instant time) {
        return cronJob.name() + "-" + Math.floorDiv(time.getEpochSecond(), 60L);
    }

    private static final class Decider {
        private final CronJob cronJob;
        private final List<Job> jobs;
        private final Set<String> gone;
        private final ZoneId local;
        private final Instant now;
        private final List<ObjectReference> active = new ArrayList<>();
        private final List<JobPlan.Event> events = new ArrayList<>();
        private @Nullable Instant lastSuccess;

        Decider(CronJob cronJob, List<Job> jobs, Set<String> gone, ZoneId local, Instant now) {
            this.cronJob = cronJob;
            this.jobs = jobs;
            this.gone = gone;
            this.local = local;
            this.now = now;
            lastSuccess = cronJob.status().lastSuccessfulTime();
        }

        CronJobPlan decide() {
            account();
            if (cronJob.metadata().deletionTimestamp() != null) {
                return plan(List.of(), null, null);
            }
            String zone = cronJob.spec().timeZone();
            if (zone != null) {
                try {
                    CronSchedule.zone(zone);
                } catch (IllegalArgumentException e) {
                    warning("UnknownTimeZone", "invalid timeZone: \"" + zone + "\": " + e.getMessage());
                    return plan(List.of(), null, null);
                }
            }
            if (Boolean.TRUE.equals(cronJob.spec().suspend())) {
                return plan(List.of(), null, null);
            }
            String text = cronJob.spec().schedule();
            CronSchedule schedule;
            try {
                schedule = CronTimes.schedule(cronJob, local);
            } catch (IllegalArgumentException e) {
                warning("UnparseableSchedule", "unparseable schedule: \"" + text + "\" : " + e.getMessage());
                return plan(List.of(), null, null);
            }
            return schedule(schedule);
        }

        private CronJobPlan schedule(CronSchedule schedule) {
            Instant last = cronJob.status().lastScheduleTime();
            CronTimes.Unmet unmet = CronTimes.unmet(cronJob, last, schedule, now, true);
            if (unmet.never()) {
                warning(
                        "InvalidSchedule",
                        "invalid schedule: " + cronJob.spec().schedule()
                                + " : time difference between two schedules is less than 1 second");
                return plan(List.of(), null, null);
            }
            Instant due = unmet.latest();
            if (due == null) {
                return plan(List.of(), null, CronTimes.untilNext(cronJob, last, schedule, now));
            }
            if (unmet.missed() > MANY) {
                warning(
                        "TooManyMissedTimes",
                        "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock"
                                + " skew");
            }
            if (!mayStart(due)) {
                return plan(List.of(), null, CronTimes.untilNext(cronJob, last, schedule, now));
            }
            List<ObjectReference> replace =
                    "Replace".equals(cronJob.spec().concurrencyPolicy()) ? active : List.<ObjectReference>of();
            return plan(replace, due, CronTimes.untilNext(cronJob, due, schedule, now));
        }

        private boolean mayStart(Instant due) {
            Long deadline = cronJob.spec().startingDeadlineSeconds();
            if (deadline != null && Duration.between(due, now).compareTo(Duration.ofSeconds(deadline)) > 0) {
                warning(
                        "MissSchedule",
                        "Missed scheduled time to start a job: " + RFC_1123.format(due.atOffset(ZoneOffset.UTC)));
                return false;
            }
            String name = name(cronJob, due);
            if (due.equals(cronJob.status().lastScheduleTime())
                    || active.stream().anyMatch(job -> name.equals(job.name()))) {
                return false;
            }
            if ("Forbid".equals(cronJob.spec().concurrencyPolicy()) && !active.isEmpty()) {
                normal(
                        "JobAlreadyActive",
                        "Not starting job because prior execution is running and concurrency policy is Forbid");
                return false;
            }
            return true;
        }

        /** Brings the status to what became of the Jobs. */
        private void account() {
            Map<String, Job> byUid = new HashMap<>();
            jobs.forEach(job -> byUid.put(job.uid(), job));
            for (ObjectReference reference : cronJob.status().active()) {
                Job job = byUid.remove(reference.uid());
                if (job != null && Jobs.finished(job)) {
                    normal(
                            "SawCompletedJob",
                            "Saw completed job: " + job.name() + ", condition: "
                                    + (Jobs.is(job, "Complete") ? "Complete" : "Failed"));
                } else if (job == null && gone.contains(reference.uid())) {
                    normal("MissingJob", "Active job went missing: " + reference.name());
                } else {
                    active.add(reference);
                }
            }
            for (Job job : jobs) {
                if (byUid.containsKey(job.uid()) && !Jobs.finished(job)) {
                    warning("UnexpectedJob", "Saw a job that the controller did not create or forgot: " + job.name());
                }
                Instant end = job.status().completionTime();
                if (Jobs.is(job, "Complete") && end != null && (lastSuccess == null || end.isAfter(lastSuccess))) {
                    lastSuccess = end;
                }
            }
        }

        private List<Job> expired() {
            List<Job> expired =
                    new ArrayList<>(oldest("Complete", cronJob.spec().successfulJobsHistoryLimit()));
            expired.addAll(oldest("Failed", cronJob.spec().failedJobsHistoryLimit()));
            return expired;
        }

        private List<Job> oldest(String condition, @Nullable Integer limit) {
            if (limit == null) {
                return List.of();
            }
            List<Job> finished = jobs.stream()
                    .filter(job -> Jobs.is(job, condition))
                    .sorted(Decider::byStart)
                    .toList();
            return finished.subList(0, Math.max(0, finished.size() - limit)).stream()
                    .filter(job -> job.metadata().deletionTimestamp() == null)
                    .toList();
        }

        /** Those that never started last. */
        private static int byStart(Job one, Job other) {
            Instant first = one.status().startTime();
            Instant second = other.status().startTime();
            if (first == null || second == null) {
                return first == second ? one.name().compareTo(other.name()) : first == null ? 1 : -1;
            }
            int order = first.compareTo(second);
            return order != 0 ? order : one.name().compareTo(other.name());
        }

        private CronJobPlan plan(List<ObjectReference> replace, @Nullable Instant start, @Nullable Duration again) {
            var status = new CronJobStatus(active, cronJob.status().lastScheduleTime(), lastSuccess);
            return new CronJobPlan(status, expired(), replace, start, again, events);
        }

        private void normal(String code, String message) {
            events.add(new JobPlan.Event(false, new Reason(code, message)));
        }

        private void warning(String code, String message) {
            events.add(new JobPlan.Event(true, new Reason(code, message)));
        }
    }
}
