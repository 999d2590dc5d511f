package io.gantry.controllers.replicas;

import static io.gantry.controllers.SimCluster.NS;
import static io.gantry.controllers.SimCluster.meta;
import static io.gantry.controllers.SimCluster.selector;
import static io.gantry.controllers.SimCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.ReplicaSetBuilder;
import io.gantry.api.apps.v1.ReplicaSetSpecBuilder;
import io.gantry.api.apps.v1.ReplicaSetStatus;
import io.gantry.api.apps.v1.ReplicaSetType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ReplicationControllerBuilder;
import io.gantry.api.core.v1.ReplicationControllerSpecBuilder;
import io.gantry.api.core.v1.ReplicationControllerType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.controllers.SimCluster;
import io.gantry.controllers.runtime.Owners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReplicasLoopTest {
    private static final Map<String, String> WEB = Map.of("app", "web");

    private final SimCluster cluster = cluster();

    private static SimCluster cluster() {
        return new SimCluster(
                context -> List.of(ReplicasLoop.replicaSets(context), ReplicasLoop.replicationControllers(context)));
    }

    private static ReplicaSet set(String name, int replicas, int minReadySeconds) {
        return ReplicaSetBuilder.of()
                .metadata(meta(name, WEB))
                .spec(ReplicaSetSpecBuilder.of()
                        .replicas(replicas)
                        .minReadySeconds(minReadySeconds)
                        .selector(selector(WEB))
                        .template(template(WEB, "nginx"))
                        .build())
                .build();
    }

    private static void scale(SimCluster cluster, int replicas) {
        cluster.change(
                ReplicaSetType.KIND,
                "web",
                set -> ReplicaSetBuilder.of(set)
                        .spec(ReplicaSetSpecBuilder.of(set.spec())
                                .replicas(replicas)
                                .build())
                        .build());
    }

    private ReplicaSetStatus status() {
        return cluster.get(ReplicaSetType.KIND, "web").status();
    }

    @Test
    void makes_as_many_pods_as_asked_and_says_so() {
        cluster.create(ReplicaSetType.KIND, set("web", 3, 0));
        cluster.settle();
        assertThat(cluster.list(PodType.KIND)).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.name()).startsWith("web-");
            assertThat(pod.metadata().labels()).isEqualTo(WEB);
            assertThat(Objects.requireNonNull(Owners.controllerOf(pod)).name()).isEqualTo("web");
            assertThat(Objects.requireNonNull(Owners.controllerOf(pod)).blockOwnerDeletion())
                    .isTrue();
        });
        assertThat(status().replicas()).isEqualTo(3);
        assertThat(status().readyReplicas()).isEqualTo(3);
        assertThat(status().availableReplicas()).isEqualTo(3);
        assertThat(status().fullyLabeledReplicas()).isEqualTo(3);
        assertThat(status().observedGeneration()).isEqualTo(1);
        assertThat(cluster.events("SuccessfulCreate"))
                .hasSize(3)
                .allSatisfy(message -> assertThat(message).startsWith("Created pod: web-"));
    }

    @Test
    void scales_up_and_down_and_to_nothing() {
        cluster.create(ReplicaSetType.KIND, set("web", 2, 0));
        cluster.settle();
        scale(cluster, 30);
        cluster.settle();
        assertThat(cluster.list(PodType.KIND)).hasSize(30);
        scale(cluster, 3);
        cluster.settle();
        assertThat(cluster.list(PodType.KIND)).hasSize(3);
        assertThat(cluster.events("SuccessfulDelete")).isNotEmpty();
        scale(cluster, 0);
        cluster.settle();
        assertThat(cluster.list(PodType.KIND)).isEmpty();
        assertThat(status().observedGeneration()).isEqualTo(4);
    }

    @Test
    void replaces_what_is_deleted_or_has_ended() {
        cluster.create(ReplicaSetType.KIND, set("web", 3, 0));
        cluster.settle();
        List<Pod> pods = cluster.list(PodType.KIND);
        cluster.delete(PodType.KIND, pods.get(0).name(), "");
        cluster.kubelet.finish(pods.get(1), "Failed");
        cluster.settle();
        assertThat(cluster.list(PodType.KIND)).hasSize(4);
        assertThat(status().replicas()).isEqualTo(3);
    }

    @Test
    void adopts_what_it_selects_and_releases_what_it_no_longer_does() {
        cluster.create(
                PodType.KIND,
                PodBuilder.of()
                        .metadata(meta("stray", WEB))
                        .spec(PodSpecBuilder.of()
                                .containers(List.of(SimCluster.container("x")))
                                .build())
                        .build());
        cluster.create(ReplicaSetType.KIND, set("web", 2, 0));
        cluster.settle();
        assertThat(cluster.list(PodType.KIND)).hasSize(2);
        assertThat(Owners.controllerOf(cluster.get(PodType.KIND, "stray"))).isNotNull();

        cluster.change(
                PodType.KIND,
                "stray",
                pod -> pod.withMetadata(ObjectMetaBuilder.of(pod.metadata())
                        .labels(Map.of("app", "other"))
                        .build()));
        cluster.settle();
        assertThat(Owners.controllerOf(cluster.get(PodType.KIND, "stray"))).isNull();
        assertThat(cluster.list(PodType.KIND)).hasSize(3);
    }

    @Test
    void counts_a_pod_as_available_after_min_ready_seconds() {
        cluster.create(ReplicaSetType.KIND, set("web", 1, 10));
        cluster.run(Duration.ofSeconds(9));
        assertThat(status().readyReplicas()).isEqualTo(1);
        assertThat(status().availableReplicas()).isIn(null, 0);
        cluster.run(Duration.ofSeconds(2));
        assertThat(status().availableReplicas()).isEqualTo(1);
    }

    @Test
    void a_refused_creation_is_told_and_tried_again() {
        cluster.client.failWrites((verb, kind, object) -> {
            if (verb.equals("create") && kind == PodType.KIND) {
                throw StatusException.forbidden("", "pods", "", "exceeded quota");
            }
        });
        cluster.create(ReplicaSetType.KIND, set("web", 10, 0));
        cluster.run(Duration.ofMillis(1));
        assertThat(status().conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.type()).isEqualTo("ReplicaFailure");
            assertThat(condition.reason()).isEqualTo("FailedCreate");
            assertThat(condition.message()).contains("exceeded quota");
        });
        assertThat(cluster.events("FailedCreate"))
                .singleElement()
                .satisfies(message -> assertThat(message).contains("exceeded quota"));
        cluster.client.failWrites((verb, kind, object) -> {});
        cluster.run(Duration.ofMinutes(6));
        assertThat(cluster.list(PodType.KIND)).hasSize(10);
        assertThat(status().conditions()).isEmpty();
    }

    @Test
    void stale_informers_double_nothing() {
        cluster.create(ReplicaSetType.KIND, set("web", 5, 0));
        // The loop's queue is served again and again while its informers see nothing new.
        cluster.settle();
        scale(cluster, 8);
        cluster.settle();
        assertThat(cluster.events("SuccessfulCreate")).hasSize(8);
    }

    @Test
    void replication_controllers_work_the_same() {
        cluster.create(
                ReplicationControllerType.KIND,
                ReplicationControllerBuilder.of()
                        .metadata(meta("rc", WEB))
                        .spec(ReplicationControllerSpecBuilder.of()
                                .replicas(2)
                                .selector(WEB)
                                .template(template(WEB, "nginx"))
                                .build())
                        .build());
        cluster.settle();
        assertThat(cluster.list(PodType.KIND)).hasSize(2);
        assertThat(cluster.get(ReplicationControllerType.KIND, "rc").status().readyReplicas())
                .isEqualTo(2);
    }

    /** Whenever the loops are killed, and whatever is asked for: in the end there is what was asked for, and never more. */
    @Property(tries = 40)
    void restarts_in_the_middle_double_nothing(
            @ForAll @IntRange(max = 12) int first,
            @ForAll @IntRange(max = 12) int second,
            @ForAll @IntRange(max = 60) int cut,
            @ForAll long seed) {
        SimCluster cut1 = cluster();
        var random = new Random(seed);
        cut1.create(ReplicaSetType.KIND, set("web", first, 0));
        int most = Math.max(first, second);
        for (int i = 0; i < cut; i++) {
            cut1.step();
            if (random.nextInt(8) == 0) {
                cut1.restart();
            }
            if (i == cut / 2) {
                scale(cut1, second);
            }
            long active = cut1.list(PodType.KIND).stream()
                    .filter(pod -> pod.metadata().deletionTimestamp() == null)
                    .count();
            assertThat(active).isLessThanOrEqualTo(most);
        }
        if (cut == 0) {
            scale(cut1, second);
        }
        cut1.run(Duration.ofMinutes(1));
        assertThat(cut1.client
                        .list(PodType.KIND, NS, io.gantry.client.ListQuery.ALL)
                        .items())
                .hasSize(second);
        List<String> names = new ArrayList<>();
        cut1.list(PodType.KIND).forEach(pod -> names.add(pod.name()));
        assertThat(names).doesNotHaveDuplicates();
    }
}
