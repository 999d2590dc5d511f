package io.gantry.controllers.deployment;

import static io.gantry.controllers.SimCluster.meta;
import static io.gantry.controllers.SimCluster.selector;
import static io.gantry.controllers.SimCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.DeploymentBuilder;
import io.gantry.api.apps.v1.DeploymentCondition;
import io.gantry.api.apps.v1.DeploymentSpecBuilder;
import io.gantry.api.apps.v1.DeploymentStatus;
import io.gantry.api.apps.v1.DeploymentStrategy;
import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.ReplicaSetBuilder;
import io.gantry.api.apps.v1.ReplicaSetSpecBuilder;
import io.gantry.api.apps.v1.ReplicaSetType;
import io.gantry.api.apps.v1.RollingUpdateDeployment;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.types.IntOrString;
import io.gantry.controllers.SimCluster;
import io.gantry.controllers.replicas.ReplicasLoop;
import io.gantry.controllers.runtime.PodState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeploymentLoopTest {
    private static final Map<String, String> WEB = Map.of("app", "web");
    private static final DeploymentStrategy RECREATE = new DeploymentStrategy("Recreate", null);

    private final SimCluster cluster = cluster();

    private static SimCluster cluster() {
        return new SimCluster(context -> List.of(DeploymentLoop.create(context), ReplicasLoop.replicaSets(context)));
    }

    private static DeploymentStrategy rolling(String surge, String unavailable) {
        return new DeploymentStrategy("RollingUpdate", new RollingUpdateDeployment(amount(unavailable), amount(surge)));
    }

    private static IntOrString amount(String text) {
        return text.endsWith("%") ? IntOrString.of(text) : IntOrString.of(Integer.parseInt(text));
    }

    private static Deployment web(int replicas, DeploymentStrategy strategy) {
        return DeploymentBuilder.of()
                .metadata(meta("web", WEB))
                .spec(DeploymentSpecBuilder.of()
                        .replicas(replicas)
                        .selector(selector(WEB))
                        .template(template(WEB, "nginx:1"))
                        .strategy(strategy)
                        .revisionHistoryLimit(10)
                        .progressDeadlineSeconds(600)
                        .build())
                .build();
    }

    private static void change(SimCluster cluster, UnaryOperator<DeploymentSpecBuilder> change) {
        cluster.change(
                DeploymentType.KIND,
                "web",
                d -> DeploymentBuilder.of(d)
                        .spec(change.apply(DeploymentSpecBuilder.of(d.spec())).build())
                        .build());
    }

    private void image(String image) {
        change(cluster, spec -> spec.template(template(WEB, image)));
    }

    private Deployment web() {
        return cluster.get(DeploymentType.KIND, "web");
    }

    private DeploymentCondition condition(String type) {
        return web().status().conditions().stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static String image(Pod pod) {
        return String.valueOf(pod.spec().containers().getFirst().image());
    }

    private static List<Pod> active(SimCluster cluster) {
        return cluster.list(PodType.KIND).stream().filter(PodState::active).toList();
    }

    private List<Integer> sizes() {
        return cluster.list(ReplicaSetType.KIND).stream()
                .sorted(Sizes.OLDEST_FIRST)
                .map(Sizes::replicas)
                .toList();
    }

    @Test
    void a_new_deployment_runs_and_is_complete() {
        cluster.create(DeploymentType.KIND, web(3, rolling("25%", "25%")));
        cluster.settle();
        ReplicaSet set = cluster.list(ReplicaSetType.KIND).getFirst();
        assertThat(set.name()).matches("web-[bcdfghjklmnpqrstvwxz2456789]{1,10}");
        String hash = set.metadata().labels().get("pod-template-hash");
        assertThat(set.name()).isEqualTo("web-" + hash);
        assertThat(cluster.list(PodType.KIND))
                .hasSize(3)
                .allSatisfy(pod ->
                        assertThat(pod.metadata().labels()).isEqualTo(Map.of("app", "web", "pod-template-hash", hash)));
        DeploymentStatus status = web().status();
        assertThat(status.replicas()).isEqualTo(3);
        assertThat(status.updatedReplicas()).isEqualTo(3);
        assertThat(status.availableReplicas()).isEqualTo(3);
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(condition("Available").status()).isEqualTo("True");
        assertThat(condition("Progressing").reason()).isEqualTo("NewReplicaSetAvailable");
        assertThat(web().metadata().annotations()).containsEntry(Annotations.REVISION, "1");
        assertThat(set.metadata().annotations())
                .containsEntry(Annotations.REVISION, "1")
                .containsEntry(Annotations.DESIRED, "3")
                .containsEntry(Annotations.MAX, "4");
        assertThat(cluster.events("ScalingReplicaSet"))
                .containsExactly("Scaled up replica set " + set.name() + " from 0 to 3");
    }

    @Test
    void a_new_template_rolls_and_undo_brings_the_old_set_back() {
        cluster.create(DeploymentType.KIND, web(4, rolling("1", "0")));
        cluster.run(Duration.ofSeconds(2));
        image("nginx:2");
        cluster.settle();
        assertThat(active(cluster))
                .hasSize(4)
                .allSatisfy(pod -> assertThat(image(pod)).isEqualTo("nginx:2"));
        assertThat(sizes()).containsExactly(0, 4);
        assertThat(web().metadata().annotations()).containsEntry(Annotations.REVISION, "2");

        image("nginx:1"); // what kubectl rollout undo does
        cluster.settle();
        assertThat(active(cluster))
                .hasSize(4)
                .allSatisfy(pod -> assertThat(image(pod)).isEqualTo("nginx:1"));
        assertThat(sizes()).containsExactly(4, 0);
        assertThat(web().metadata().annotations()).containsEntry(Annotations.REVISION, "3");
        ReplicaSet first = cluster.list(ReplicaSetType.KIND).stream()
                .min(Sizes.OLDEST_FIRST)
                .orElseThrow();
        assertThat(first.metadata().annotations())
                .containsEntry(Annotations.REVISION, "3")
                .containsEntry(Annotations.REVISION_HISTORY, "1");
    }

    @Test
    void a_version_that_never_gets_ready_takes_no_more_than_it_may_and_is_called_stuck() {
        cluster.create(DeploymentType.KIND, web(10, rolling("25%", "25%")));
        cluster.run(Duration.ofSeconds(2));
        cluster.kubelet.readies = pod -> !image(pod).equals("bad");
        image("bad");
        cluster.run(Duration.ofMinutes(1));
        // surge 3 (rounded up), unavailable 2 (rounded down): 8 old ones stay, 5 new ones are tried
        assertThat(sizes()).containsExactly(8, 5);
        assertThat(condition("Available").status()).isEqualTo("True");
        assertThat(condition("Progressing").status()).isEqualTo("True");
        cluster.run(Duration.ofMinutes(11));
        assertThat(condition("Progressing").status()).isEqualTo("False");
        assertThat(condition("Progressing").reason()).isEqualTo("ProgressDeadlineExceeded");

        image("nginx:1");
        cluster.run(Duration.ofMinutes(1));
        assertThat(sizes()).containsExactly(10, 0);
        assertThat(condition("Progressing").reason()).isEqualTo("NewReplicaSetAvailable");
    }

    @Test
    void recreate_ends_all_old_pods_before_it_starts_new_ones() {
        cluster.create(DeploymentType.KIND, web(3, RECREATE));
        cluster.settle();
        cluster.kubelet.ends = _ -> false;
        image("nginx:2");
        cluster.settle();
        assertThat(cluster.list(PodType.KIND))
                .hasSize(3)
                .allSatisfy(pod -> assertThat(image(pod)).isEqualTo("nginx:1"));
        cluster.kubelet.ends = _ -> true;
        cluster.settle();
        assertThat(cluster.list(PodType.KIND))
                .hasSize(3)
                .allSatisfy(pod -> assertThat(image(pod)).isEqualTo("nginx:2"));
    }

    @Test
    void paused_it_changes_size_but_not_version() {
        cluster.create(DeploymentType.KIND, web(2, rolling("1", "0")));
        cluster.settle();
        change(cluster, spec -> spec.paused(true).template(template(WEB, "nginx:2")));
        cluster.settle();
        assertThat(condition("Progressing").reason()).isEqualTo("DeploymentPaused");
        change(cluster, spec -> spec.replicas(5));
        cluster.settle();
        assertThat(active(cluster))
                .hasSize(5)
                .allSatisfy(pod -> assertThat(image(pod)).isEqualTo("nginx:1"));
        change(cluster, spec -> spec.paused(false));
        cluster.settle();
        assertThat(active(cluster))
                .hasSize(5)
                .allSatisfy(pod -> assertThat(image(pod)).isEqualTo("nginx:2"));
        assertThat(condition("Progressing").reason()).isEqualTo("NewReplicaSetAvailable");
    }

    @Test
    void a_size_changed_during_a_rollout_is_shared_out_in_proportion() {
        cluster.create(DeploymentType.KIND, web(10, rolling("3", "2")));
        cluster.run(Duration.ofSeconds(2));
        cluster.kubelet.readies = pod -> !image(pod).equals("bad");
        image("bad");
        cluster.settle();
        assertThat(sizes()).containsExactly(8, 5);
        change(cluster, spec -> spec.replicas(15));
        cluster.settle();
        // Kubernetes' own example: 5 more are 3 for the 8 and 2 for the 5.
        assertThat(sizes()).containsExactly(11, 7);
    }

    @Test
    void keeps_as_much_history_as_asked() {
        cluster.create(DeploymentType.KIND, web(1, rolling("1", "0")));
        change(cluster, spec -> spec.revisionHistoryLimit(2));
        for (int i = 2; i < 8; i++) {
            cluster.run(Duration.ofSeconds(2));
            image("nginx:" + i);
        }
        cluster.run(Duration.ofSeconds(2));
        assertThat(cluster.list(ReplicaSetType.KIND)).hasSize(3);
        assertThat(cluster.list(ReplicaSetType.KIND))
                .extracting(Annotations::revision)
                .containsExactlyInAnyOrder(5L, 6L, 7L);
    }

    @Test
    void a_hash_that_is_taken_by_another_template_is_counted_and_avoided() {
        Deployment wanted = web(1, rolling("1", "0"));
        String taken = "web-" + Templates.hash(wanted.spec().template(), 0);
        cluster.create(
                ReplicaSetType.KIND,
                ReplicaSetBuilder.of()
                        .metadata(meta(taken, Map.of("a", "b")))
                        .spec(ReplicaSetSpecBuilder.of()
                                .replicas(0)
                                .selector(selector(Map.of("a", "b")))
                                .template(template(Map.of("a", "b"), "other"))
                                .build())
                        .build());
        cluster.create(DeploymentType.KIND, wanted);
        cluster.run(Duration.ofSeconds(5));
        assertThat(active(cluster)).hasSize(1);
        assertThat(web().status().collisionCount()).isEqualTo(1);
    }

    @Test
    void at_rest_it_writes_nothing() {
        cluster.create(DeploymentType.KIND, web(3, rolling("25%", "25%")));
        cluster.run(Duration.ofSeconds(10));
        long before = cluster.client.writes();
        cluster.run(Duration.ofHours(1));
        cluster.restart().run(Duration.ofMinutes(1));
        assertThat(cluster.client.writes()).isEqualTo(before);
    }

    /** Never more pods than surge allows, never fewer available than allowed, wherever the loops are killed. */
    @Property(tries = 30)
    void a_rollout_stays_within_its_bounds(
            @ForAll @IntRange(min = 1, max = 8) int replicas,
            @ForAll @IntRange(max = 3) int surge,
            @ForAll @IntRange(max = 3) int unavailable,
            @ForAll long seed) {
        int mayMiss = Math.min(replicas, surge == 0 && unavailable == 0 ? 1 : unavailable);
        SimCluster cluster = cluster();
        var random = new Random(seed);
        cluster.create(
                DeploymentType.KIND, web(replicas, rolling(Integer.toString(surge), Integer.toString(unavailable))));
        cluster.settle();
        change(cluster, spec -> spec.template(template(WEB, "nginx:2")));
        for (int i = 0; cluster.step() || i < 5; i++) {
            if (random.nextInt(15) == 0) {
                cluster.restart();
            }
            List<Pod> active = active(cluster);
            assertThat(active).hasSizeLessThanOrEqualTo(replicas + surge);
            assertThat(active.stream().filter(PodState::ready)).hasSizeGreaterThanOrEqualTo(replicas - mayMiss);
        }
        cluster.run(Duration.ofMinutes(1));
        assertThat(active(cluster))
                .hasSize(replicas)
                .allSatisfy(pod -> assertThat(image(pod)).isEqualTo("nginx:2"));
    }
}
