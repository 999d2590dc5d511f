package io.gantry.controllers.job;

import static io.gantry.controllers.SimCluster.meta;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobBuilder;
import io.gantry.api.batch.v1.JobSpecBuilder;
import io.gantry.api.batch.v1.JobStatus;
import io.gantry.api.batch.v1.JobType;
import io.gantry.api.batch.v1.PodFailurePolicy;
import io.gantry.api.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import io.gantry.api.batch.v1.PodFailurePolicyRule;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.controllers.SimCluster;
import io.gantry.controllers.garbage.GarbageLoop;
import io.gantry.controllers.runtime.DeletableKinds;
import io.gantry.controllers.runtime.PodState;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JobLoopTest {
    private final SimCluster cluster = cluster();

    private static SimCluster cluster() {
        return new SimCluster(context -> List.of(
                JobLoop.create(context),
                FinishedJobsLoop.create(context),
                GarbageLoop.create(context, DeletableKinds::builtin)));
    }

    private static Job job(UnaryOperator<JobSpecBuilder> change) {
        return JobBuilder.of()
                .metadata(meta("pi", Map.of()))
                .spec(change.apply(JobSpecBuilder.of()
                                .parallelism(1)
                                .completions(1)
                                .backoffLimit(6)
                                .template(SimCluster.template(Map.of("app", "pi"), "perl")))
                        .build())
                .build();
    }

    private JobStatus status() {
        return cluster.get(JobType.KIND, "pi").status();
    }

    private static List<Pod> running(SimCluster cluster) {
        return cluster.list(PodType.KIND).stream()
                .filter(pod -> PodState.active(pod) && PodState.phase(pod).equals("Running"))
                .toList();
    }

    private void endAll(String phase) {
        running(cluster).forEach(pod -> cluster.kubelet.finish(pod, phase));
        cluster.settle();
    }

    private boolean has(String condition) {
        return Jobs.is(cluster.get(JobType.KIND, "pi"), condition);
    }

    @Test
    void runs_until_enough_have_succeeded() {
        cluster.create(JobType.KIND, job(spec -> spec.parallelism(2).completions(3)));
        cluster.settle();
        assertThat(running(cluster)).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.name()).startsWith("pi-");
            assertThat(pod.metadata().finalizers()).containsExactly("batch.kubernetes.io/job-tracking");
        });
        assertThat(status().active()).isEqualTo(2);
        assertThat(status().ready()).isEqualTo(2);
        assertThat(status().startTime()).isNotNull();
        endAll("Succeeded");
        assertThat(running(cluster)).hasSize(1);
        assertThat(has("Complete")).isFalse();
        endAll("Succeeded");
        assertThat(has("Complete")).isTrue();
        assertThat(has("SuccessCriteriaMet")).isTrue();
        assertThat(status().succeeded()).isEqualTo(3);
        assertThat(status().completionTime()).isNotNull();
        assertThat(cluster.events("Completed")).containsExactly("Job completed");
        assertThat(cluster.list(PodType.KIND))
                .hasSize(3)
                .allSatisfy(pod -> assertThat(pod.metadata().finalizers()).isEmpty());
    }

    @Test
    void failures_pause_longer_and_longer_and_then_end_it() {
        cluster.create(JobType.KIND, job(spec -> spec.backoffLimit(2)));
        cluster.settle();
        endAll("Failed");
        assertThat(running(cluster)).isEmpty();
        cluster.run(Duration.ofSeconds(9));
        assertThat(running(cluster)).isEmpty();
        cluster.run(Duration.ofSeconds(2));
        assertThat(running(cluster)).hasSize(1);
        endAll("Failed");
        cluster.run(Duration.ofSeconds(18));
        assertThat(running(cluster)).isEmpty();
        cluster.run(Duration.ofSeconds(4));
        assertThat(running(cluster)).hasSize(1);
        endAll("Failed");
        assertThat(has("Failed")).isTrue();
        assertThat(Objects.requireNonNull(Jobs.condition(cluster.get(JobType.KIND, "pi"), "Failed"))
                        .reason())
                .isEqualTo("BackoffLimitExceeded");
        assertThat(status().failed()).isEqualTo(3);
        cluster.run(Duration.ofHours(1));
        assertThat(running(cluster)).isEmpty();
        assertThat(cluster.events("BackoffLimitExceeded"))
                .containsExactly("Job has reached the specified backoff limit");
    }

    @Test
    void each_index_succeeds_once() {
        cluster.create(
                JobType.KIND,
                job(spec -> spec.completionMode("Indexed").parallelism(3).completions(5)));
        cluster.settle();
        Set<String> indexes = new TreeSet<>();
        running(cluster).forEach(pod -> {
            String index = pod.metadata().annotations().get(Jobs.INDEX);
            indexes.add(index);
            assertThat(pod.spec().hostname()).isEqualTo("pi-" + index);
            assertThat(pod.metadata().labels()).containsEntry(Jobs.INDEX, index);
            assertThat(pod.spec().containers().getFirst().env())
                    .extracting(env -> env.name())
                    .containsExactly("JOB_COMPLETION_INDEX");
        });
        assertThat(indexes).containsExactly("0", "1", "2");
        endAll("Succeeded");
        assertThat(status().completedIndexes()).isEqualTo("0-2");
        endAll("Succeeded");
        assertThat(has("Complete")).isTrue();
        assertThat(status().completedIndexes()).isEqualTo("0-4");
        assertThat(status().succeeded()).isEqualTo(5);
    }

    @Test
    void an_index_may_fail_for_good_while_the_others_go_on() {
        cluster.create(
                JobType.KIND,
                job(spec -> spec.completionMode("Indexed")
                        .parallelism(2)
                        .completions(2)
                        .backoffLimit(null)
                        .backoffLimitPerIndex(1)));
        for (int i = 0; i < 2; i++) {
            cluster.run(Duration.ofSeconds(15));
            running(cluster).stream()
                    .filter(pod -> "0".equals(pod.metadata().annotations().get(Jobs.INDEX)))
                    .forEach(pod -> cluster.kubelet.finish(pod, "Failed"));
        }
        cluster.settle();
        assertThat(status().failedIndexes()).isEqualTo("0");
        assertThat(has("Failed")).isFalse();
        endAll("Succeeded");
        assertThat(has("Failed")).isTrue();
        assertThat(Objects.requireNonNull(Jobs.condition(cluster.get(JobType.KIND, "pi"), "Failed"))
                        .reason())
                .isEqualTo("FailedIndexes");
        assertThat(status().completedIndexes()).isEqualTo("1");
    }

    @Test
    void a_deadline_ends_what_runs() {
        cluster.create(JobType.KIND, job(spec -> spec.activeDeadlineSeconds(60L)));
        cluster.run(Duration.ofSeconds(59));
        assertThat(running(cluster)).hasSize(1);
        cluster.run(Duration.ofSeconds(2));
        assertThat(running(cluster)).isEmpty();
        assertThat(Objects.requireNonNull(Jobs.condition(cluster.get(JobType.KIND, "pi"), "Failed"))
                        .reason())
                .isEqualTo("DeadlineExceeded");
    }

    @Test
    void suspended_it_runs_nothing_and_resumed_it_goes_on() {
        cluster.create(JobType.KIND, job(spec -> spec.suspend(true)));
        cluster.settle();
        assertThat(cluster.list(PodType.KIND)).isEmpty();
        assertThat(has("Suspended")).isTrue();
        assertThat(status().startTime()).isNull();
        suspend(false);
        assertThat(running(cluster)).hasSize(1);
        assertThat(has("Suspended")).isFalse();
        suspend(true);
        assertThat(running(cluster)).isEmpty();
        suspend(false);
        endAll("Succeeded");
        assertThat(has("Complete")).isTrue();
        assertThat(cluster.events("Suspended")).hasSize(1);
        assertThat(cluster.events("Resumed")).hasSize(1);
    }

    private void suspend(boolean suspend) {
        cluster.change(
                JobType.KIND,
                "pi",
                job -> JobBuilder.of(job)
                        .spec(JobSpecBuilder.of(job.spec()).suspend(suspend).build())
                        .build());
        cluster.run(Duration.ofSeconds(11));
    }

    @Test
    void disrupted_pods_do_not_count_when_the_policy_says_so() {
        cluster.create(
                JobType.KIND,
                job(spec -> spec.backoffLimit(0)
                        .podFailurePolicy(new PodFailurePolicy(List.of(new PodFailurePolicyRule(
                                "Ignore",
                                null,
                                List.of(new PodFailurePolicyOnPodConditionsPattern("Ready", "False"))))))));
        cluster.settle();
        endAll("Failed");
        cluster.run(Duration.ofSeconds(15));
        assertThat(has("Failed")).isFalse();
        assertThat(running(cluster)).hasSize(1);
        endAll("Succeeded");
        assertThat(has("Complete")).isTrue();
    }

    @Test
    void a_finished_job_goes_after_its_time_with_its_pods() {
        cluster.create(JobType.KIND, job(spec -> spec.ttlSecondsAfterFinished(100)));
        cluster.settle();
        endAll("Succeeded");
        cluster.run(Duration.ofSeconds(99));
        assertThat(cluster.list(JobType.KIND)).hasSize(1);
        cluster.restart().run(Duration.ofSeconds(5));
        assertThat(cluster.list(JobType.KIND)).isEmpty();
        assertThat(cluster.list(PodType.KIND)).isEmpty();
    }

    @Test
    void deleted_in_the_middle_it_takes_its_pods_along() {
        cluster.create(JobType.KIND, job(spec -> spec.parallelism(3).completions(3)));
        cluster.settle();
        cluster.delete(JobType.KIND, "pi", "Background");
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.list(PodType.KIND)).isEmpty();
    }

    @Test
    void sets_of_indexes_read_back_as_written() {
        assertThat(Indexes.format(Indexes.parse("0,2-4,7,9,10", 20))).isEqualTo("0,2-4,7,9,10");
        assertThat(Indexes.parse("0-100", 3).cardinality()).isEqualTo(3);
        assertThat(Indexes.format(new BitSet())).isEmpty();
    }

    /** Wherever the loops are killed and pods die: each success counts once, and as many succeed as were asked for. */
    @Property(tries = 30)
    void nothing_is_counted_twice_or_lost(
            @ForAll @IntRange(min = 1, max = 4) int parallelism,
            @ForAll @IntRange(min = 1, max = 6) int completions,
            @ForAll boolean indexed,
            @ForAll long seed) {
        SimCluster cluster = cluster();
        var random = new Random(seed);
        cluster.create(
                JobType.KIND,
                job(spec -> spec.parallelism(parallelism)
                        .completions(completions)
                        .backoffLimit(100)
                        .completionMode(indexed ? "Indexed" : "NonIndexed")));
        Set<String> succeeded = new HashSet<>();
        int failures = 0;
        for (int i = 0; i < 400 && !Jobs.finished(cluster.get(JobType.KIND, "pi")); i++) {
            if (!cluster.step()) {
                List<Pod> running = running(cluster);
                if (running.isEmpty()) {
                    cluster.run(Duration.ofMinutes(10));
                    continue;
                }
                Pod pod = running.get(random.nextInt(running.size()));
                boolean fails = random.nextInt(4) == 0 && failures < 8;
                cluster.kubelet.finish(pod, fails ? "Failed" : "Succeeded");
                if (fails) {
                    failures++;
                } else {
                    succeeded.add(pod.uid());
                }
            }
            if (random.nextInt(20) == 0) {
                cluster.restart();
            }
            assertThat(running(cluster)).hasSizeLessThanOrEqualTo(parallelism);
        }
        cluster.run(Duration.ofMinutes(1));
        Job job = cluster.get(JobType.KIND, "pi");
        assertThat(Jobs.is(job, "Complete")).isTrue();
        assertThat(job.status().succeeded()).isEqualTo(completions).isEqualTo(succeeded.size());
        assertThat(Objects.requireNonNullElse(job.status().failed(), 0)).isEqualTo(failures);
        assertThat(cluster.list(PodType.KIND))
                .allSatisfy(pod -> assertThat(Jobs.tracked(pod)).isFalse());
    }
}
