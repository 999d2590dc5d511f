package io.gantry.controllers.job;

import static io.gantry.controllers.SimCluster.meta;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.CronJobBuilder;
import io.gantry.api.batch.v1.CronJobSpecBuilder;
import io.gantry.api.batch.v1.CronJobStatus;
import io.gantry.api.batch.v1.CronJobType;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobSpecBuilder;
import io.gantry.api.batch.v1.JobTemplateSpec;
import io.gantry.api.batch.v1.JobType;
import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.controllers.SimCluster;
import io.gantry.controllers.garbage.GarbageLoop;
import io.gantry.controllers.runtime.DeletableKinds;
import io.gantry.controllers.runtime.Owners;
import io.gantry.controllers.runtime.PodState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** On a clock that begins at midnight, 2026-01-01, UTC. */
class CronJobLoopTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Of the clock's beginning, in minutes since the epoch. */
    private static final long FIRST = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() / 60;

    private final SimCluster cluster = cluster();

    private static SimCluster cluster() {
        return new SimCluster(context -> List.of(
                CronJobLoop.create(context, () -> ZoneOffset.UTC),
                JobLoop.create(context),
                GarbageLoop.create(context, DeletableKinds::builtin)));
    }

    private static CronJob cronJob(String schedule, UnaryOperator<CronJobSpecBuilder> change) {
        var template = new JobTemplateSpec(
                ObjectMetaBuilder.of()
                        .labels(Map.of("app", "tick"))
                        .annotations(Map.of("by", "me"))
                        .build(),
                JobSpecBuilder.of()
                        .parallelism(1)
                        .completions(1)
                        .template(SimCluster.template(Map.of("app", "tick"), "busybox"))
                        .build());
        return CronJobBuilder.of()
                .metadata(meta("tick", Map.of()))
                .spec(change.apply(CronJobSpecBuilder.of()
                                .schedule(schedule)
                                .concurrencyPolicy("Allow")
                                .successfulJobsHistoryLimit(3)
                                .failedJobsHistoryLimit(1)
                                .jobTemplate(template))
                        .build())
                .build();
    }

    private void create(String schedule, UnaryOperator<CronJobSpecBuilder> change) {
        cluster.create(CronJobType.KIND, cronJob(schedule, change));
        cluster.settle();
    }

    private void change(UnaryOperator<CronJobSpecBuilder> change) {
        cluster.change(
                CronJobType.KIND,
                "tick",
                now -> CronJobBuilder.of(now)
                        .spec(change.apply(CronJobSpecBuilder.of(now.spec())).build())
                        .build());
        cluster.settle();
    }

    private CronJobStatus status() {
        return cluster.get(CronJobType.KIND, "tick").status();
    }

    private List<String> jobs() {
        return cluster.list(JobType.KIND).stream().map(Job::name).sorted().toList();
    }

    private List<String> active() {
        return status().active().stream()
                .map(ObjectReference::name)
                .map(String::valueOf)
                .toList();
    }

    private static String name(long minute) {
        return "tick-" + (FIRST + minute);
    }

    private void endAll(String phase) {
        for (Pod pod : cluster.list(PodType.KIND)) {
            if (PodState.active(pod)) {
                cluster.kubelet.finish(pod, phase);
            }
        }
        cluster.settle();
    }

    @Test
    void starts_a_job_for_each_time() {
        create("*/2 * * * *", spec -> spec.timeZone("Asia/Kolkata"));
        cluster.run(Duration.ofSeconds(119));
        assertThat(jobs()).isEmpty();
        cluster.run(Duration.ofSeconds(2));
        assertThat(jobs()).containsExactly(name(2));
        Job job = cluster.get(JobType.KIND, name(2));
        assertThat(job.metadata().labels()).containsEntry("app", "tick");
        assertThat(job.metadata().annotations())
                .containsEntry("by", "me")
                .containsEntry("batch.kubernetes.io/cronjob-scheduled-timestamp", "2026-01-01T05:32:00+05:30");
        assertThat(Owners.controlledBy(job, cluster.get(CronJobType.KIND, "tick")))
                .isTrue();
        assertThat(status().lastScheduleTime()).isEqualTo("2026-01-01T00:02:00Z");
        assertThat(status().active()).singleElement().satisfies(reference -> {
            assertThat(reference.apiVersion()).isEqualTo("batch/v1");
            assertThat(reference.kind()).isEqualTo("Job");
            assertThat(reference.namespace()).isEqualTo(SimCluster.NS);
            assertThat(reference.uid()).isEqualTo(job.uid());
        });
        assertThat(cluster.events("SuccessfulCreate")).contains("Created job " + name(2));

        endAll("Succeeded");
        assertThat(active()).isEmpty();
        assertThat(status().lastSuccessfulTime())
                .isEqualTo(cluster.get(JobType.KIND, name(2)).status().completionTime());
        assertThat(cluster.events("SawCompletedJob"))
                .containsExactly("Saw completed job: " + name(2) + ", condition: Complete");
    }

    @Test
    void allowed_jobs_run_beside_each_other() {
        create("* * * * *", spec -> spec);
        cluster.run(Duration.ofSeconds(181));
        assertThat(active()).containsExactly(name(1), name(2), name(3));
        assertThat(cluster.events("UnexpectedJob")).isEmpty();
    }

    @Test
    void a_forbidden_one_waits_for_the_first_and_then_starts_for_the_newest_time() {
        create("* * * * *", spec -> spec.concurrencyPolicy("Forbid"));
        cluster.run(Duration.ofSeconds(200));
        assertThat(jobs()).containsExactly(name(1));
        assertThat(cluster.events("JobAlreadyActive"))
                .contains("Not starting job because prior execution is running and concurrency policy is Forbid");
        endAll("Succeeded");
        assertThat(jobs()).containsExactly(name(1), name(3));
        assertThat(active()).containsExactly(name(3));
    }

    @Test
    void a_replaced_one_goes_before_the_next_starts() {
        create("* * * * *", spec -> spec.concurrencyPolicy("Replace"));
        cluster.run(Duration.ofSeconds(121));
        assertThat(jobs()).containsExactly(name(2));
        assertThat(active()).containsExactly(name(2));
        assertThat(cluster.events("SuccessfulDelete")).contains("Deleted job " + name(1));
        assertThat(cluster.events("MissingJob")).isEmpty();
    }

    @Test
    void suspended_it_starts_none_and_afterwards_the_one_missed_last() {
        create("* * * * *", spec -> spec.suspend(true));
        cluster.run(Duration.ofSeconds(150));
        assertThat(jobs()).isEmpty();
        change(spec -> spec.suspend(false));
        assertThat(jobs()).containsExactly(name(2));
    }

    @Test
    void a_start_that_is_too_late_is_missed() {
        create("0 * * * *", spec -> spec.suspend(true).startingDeadlineSeconds(3600L));
        cluster.run(Duration.ofMinutes(61));
        change(spec -> spec.suspend(false).startingDeadlineSeconds(30L));
        assertThat(jobs()).isEmpty();
        cluster.run(Duration.ofMinutes(60));
        assertThat(jobs()).containsExactly(name(120));
    }

    @Test
    void too_many_missed_times_are_told_of_and_the_newest_is_made_up_for() {
        create("* * * * *", spec -> spec.suspend(true));
        cluster.run(Duration.ofMinutes(101).plusSeconds(1));
        change(spec -> spec.suspend(false));
        assertThat(jobs()).containsExactly(name(101));
        assertThat(cluster.events("TooManyMissedTimes"))
                .containsExactly("too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check"
                        + " clock skew");
    }

    @Test
    void a_new_schedule_does_not_make_up_for_its_own_past() {
        create("0 12 * * *", spec -> spec);
        cluster.run(Duration.ofMinutes(10));
        change(spec -> spec.schedule("5 * * * *"));
        cluster.run(Duration.ofMinutes(54));
        assertThat(jobs()).isEmpty();
        cluster.run(Duration.ofMinutes(2));
        assertThat(jobs()).containsExactly(name(65));
    }

    @Test
    void history_is_kept_within_its_limits() {
        create("* * * * *", spec -> spec.successfulJobsHistoryLimit(2).failedJobsHistoryLimit(0));
        for (int minute = 1; minute <= 4; minute++) {
            cluster.run(MINUTE.plusMillis(200));
            endAll("Succeeded");
        }
        assertThat(jobs()).containsExactly(name(3), name(4));
        assertThat(cluster.events("SuccessfulDelete")).contains("Deleted job " + name(1), "Deleted job " + name(2));
        assertThat(active()).isEmpty();
    }

    @Test
    void a_schedule_without_moments_and_one_that_cannot_be_read_start_nothing() {
        create("0 0 31 2 *", spec -> spec);
        assertThat(cluster.events("InvalidSchedule"))
                .containsExactly("invalid schedule: 0 0 31 2 * : time difference between two schedules is less than 1"
                        + " second");
        change(spec -> spec.schedule("x"));
        assertThat(cluster.events("UnParseableCronJobSchedule")).containsExactly("unparseable schedule for cronjob: x");
        cluster.restart().run(MINUTE);
        assertThat(cluster.events("UnparseableSchedule"))
                .containsExactly("unparseable schedule: \"x\" : expected exactly 5 fields, found 1: [x]");
        change(spec -> spec.schedule("* * * * *").timeZone("Mars/Olympus"));
        cluster.restart().run(MINUTE);
        assertThat(cluster.events("UnknownTimeZone"))
                .containsExactly("invalid timeZone: \"Mars/Olympus\": unknown time zone Mars/Olympus");
        assertThat(jobs()).isEmpty();
    }

    @Test
    void an_active_job_that_somebody_deletes_is_missing() {
        create("* * * * *", spec -> spec);
        cluster.run(Duration.ofSeconds(61));
        cluster.delete(JobType.KIND, name(1), "Background");
        cluster.settle();
        assertThat(active()).isEmpty();
        assertThat(cluster.events("MissingJob")).containsExactly("Active job went missing: " + name(1));
        assertThat(status().lastScheduleTime()).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(jobs()).as("not started twice").isEmpty();
    }

    @Test
    void a_refused_job_is_told_of_and_tried_again() {
        cluster.client.failWrites((verb, kind, _) -> {
            if (verb.equals("create") && kind.equals(JobType.KIND)) {
                throw StatusException.forbidden("batch", "jobs", "x", "no");
            }
        });
        create("* * * * *", spec -> spec);
        cluster.run(Duration.ofSeconds(61));
        assertThat(cluster.events("FailedCreate"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).startsWith("Error creating job: "));
        cluster.client.failWrites((_, _, _) -> {});
        cluster.run(Duration.ofSeconds(58));
        assertThat(jobs()).containsExactly(name(1));
    }

    @Test
    void deleted_it_takes_its_jobs_along() {
        create("* * * * *", spec -> spec);
        cluster.run(Duration.ofSeconds(121));
        cluster.delete(CronJobType.KIND, "tick", "Background");
        cluster.run(MINUTE);
        assertThat(jobs()).isEmpty();
    }

    /** Wherever the loops are killed: no time is started twice, none is passed over, and the status names what runs. */
    @Property(tries = 20)
    void each_time_is_started_once(@ForAll long seed) {
        SimCluster cut = cluster();
        var random = new Random(seed);
        cut.create(CronJobType.KIND, cronJob("* * * * *", spec -> spec.successfulJobsHistoryLimit(100)));
        cut.client.failWrites((_, kind, _) -> {
            boolean ofPods = kind.equals(PodType.KIND);
            if (!ofPods && random.nextInt(6) == 0) {
                throw new IllegalStateException("cut");
            }
        });
        for (int minute = 1; minute <= 8; minute++) {
            cut.run(MINUTE);
            if (random.nextInt(3) == 0) {
                cut.restart();
            }
        }
        cut.client.failWrites((_, _, _) -> {});
        cut.restart().run(Duration.ofSeconds(30));

        CronJob after = cut.get(CronJobType.KIND, "tick");
        List<Job> jobs = cut.list(JobType.KIND);
        assertThat(jobs).hasSize(8);
        assertThat(after.status().active())
                .extracting(ObjectReference::uid)
                .containsExactlyInAnyOrderElementsOf(jobs.stream().map(Job::uid).toList());
    }
}
