package io.gantry.controllers;

import static io.gantry.controllers.SimCluster.NS;
import static io.gantry.controllers.SimCluster.meta;
import static io.gantry.controllers.SimCluster.selector;
import static io.gantry.controllers.SimCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.apps.v1.DeploymentBuilder;
import io.gantry.api.apps.v1.DeploymentSpecBuilder;
import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.apps.v1.ReplicaSetType;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobBuilder;
import io.gantry.api.batch.v1.JobSpecBuilder;
import io.gantry.api.batch.v1.JobType;
import io.gantry.api.core.v1.EndpointsType;
import io.gantry.api.core.v1.NamespaceBuilder;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ServiceBuilder;
import io.gantry.api.core.v1.ServicePortBuilder;
import io.gantry.api.core.v1.ServiceSpecBuilder;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every loop is killed after each of its actions once: after the n-th write nothing gets through any more until all loops
 * have been killed and made anew. Whatever n is, the cluster ends as if nothing had happened.
 */
final class CutTest {
    private static final Logger LOOPS = Logger.getLogger("io.gantry");
    private static final Set<String> OF_NODES =
            Set.of("node-controller", "pod-garbage-collector", "taint-eviction-controller");
    /** For a step to be done: the longest wait is a Job's first back-off of ten seconds. */
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private static final Map<String, String> WEB = Map.of("app", "web");

    /** What a user does, one after the other, each time waiting for the cluster to do its part. */
    private static final List<Consumer<SimCluster>> STEPS = List.of(
            CutTest::deploy, CutTest::roll, CutTest::runJob, CutTest::deleteNamespace, CutTest::deleteDeployment);

    @Test
    void killed_after_any_action_the_loops_go_on_where_they_were() {
        List<String> uncut = run(Integer.MAX_VALUE).states;
        assertThat(uncut).hasSize(STEPS.size());
        int cuts = 0;
        for (Run run = run(0); run.wasCut; run = run(cuts)) {
            assertThat(run.states).as("cut after " + cuts + " writes").isEqualTo(uncut.subList(0, run.states.size()));
            cuts++;
        }
        assertThat(cuts).isGreaterThan(100); // otherwise there was little to cut
    }

    /** The cuts are told of as failures, thousands of times. */
    @BeforeAll
    static void quiet() {
        LOOPS.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOOPS.setLevel(null);
    }

    private record Run(boolean wasCut, List<String> states) {}

    /** Up to the end of the step that was cut. */
    private static Run run(int writesBeforeTheCut) {
        var config = ControllerManager.Config.of("PEM");
        SimCluster cluster = new SimCluster(context -> loops(context, config));
        int[] writes = {0};
        boolean[] cut = {false};
        List<String> states = new ArrayList<>();
        for (Consumer<SimCluster> step : STEPS) {
            cluster.client.failWrites((verb, kind, object) -> {});
            step.accept(cluster);
            cluster.client.failWrites((verb, kind, object) -> {
                if (writes[0]++ >= writesBeforeTheCut) {
                    cut[0] = true;
                    throw StatusException.unavailable("cut");
                }
            });
            advance(cluster, cut);
            cluster.client.failWrites((verb, kind, object) -> {});
            if (cut[0]) {
                cluster.restart();
            }
            cluster.run(ENOUGH);
            states.add(state(cluster));
            if (cut[0]) {
                break;
            }
        }
        cluster.stop();
        return new Run(cut[0], states);
    }

    /** All but those that look after nodes: there are none here. */
    private static List<Loop> loops(Context context, ControllerManager.Config config) {
        List<Loop> loops = new ArrayList<>();
        for (Loop loop : ControllerManager.all(context, config)) {
            if (OF_NODES.contains(loop.name())) {
                loop.close();
            } else {
                loops.add(loop);
            }
        }
        return loops;
    }

    /** Until there is nothing to do for a while, or the cut. */
    private static void advance(SimCluster cluster, boolean[] cut) {
        for (int seconds = 0; seconds < ENOUGH.toSeconds() && !cut[0]; seconds++) {
            boolean busy = true;
            while (busy && !cut[0]) {
                try {
                    busy = cluster.step();
                } catch (StatusException e) {
                    assertThat(cut[0])
                            .as("only the node's writes are seen here: " + e)
                            .isTrue();
                }
            }
            if (!cut[0]) {
                cluster.time.advance(Duration.ofSeconds(1));
            }
        }
    }

    private static void deploy(SimCluster cluster) {
        cluster.create(
                ServiceType.KIND,
                ServiceBuilder.of()
                        .metadata(meta("web", Map.of()))
                        .spec(ServiceSpecBuilder.of()
                                .selector(WEB)
                                .ports(List.of(ServicePortBuilder.of().port(80).build()))
                                .build())
                        .build());
        cluster.create(
                DeploymentType.KIND,
                DeploymentBuilder.of()
                        .metadata(meta("web", WEB))
                        .spec(DeploymentSpecBuilder.of()
                                .replicas(3)
                                .revisionHistoryLimit(0)
                                .progressDeadlineSeconds(600)
                                .selector(selector(WEB))
                                .template(template(WEB, "nginx:1"))
                                .build())
                        .build());
    }

    private static void roll(SimCluster cluster) {
        cluster.change(
                DeploymentType.KIND,
                "web",
                deployment -> DeploymentBuilder.of(deployment)
                        .spec(DeploymentSpecBuilder.of(deployment.spec())
                                .template(template(WEB, "nginx:2"))
                                .replicas(4)
                                .build())
                        .build());
    }

    /** Its pods end as soon as they are started, the first of them in failure. */
    private static void runJob(SimCluster cluster) {
        cluster.kubelet.phases = pod -> {
            if (!pod.metadata().labels().containsKey("job")) {
                return "Running";
            }
            boolean one = cluster.list(PodType.KIND).stream()
                    .anyMatch(other -> phase(other).equals("Failed"));
            return one ? "Succeeded" : "Failed";
        };
        cluster.create(
                JobType.KIND,
                JobBuilder.of()
                        .metadata(meta("pi", Map.of()))
                        .spec(JobSpecBuilder.of()
                                .parallelism(2)
                                .completions(3)
                                .backoffLimit(6)
                                .template(template(Map.of("job", "pi"), "perl"))
                                .build())
                        .build());
    }

    private static void deleteNamespace(SimCluster cluster) {
        cluster.create(
                NamespaceType.KIND,
                NamespaceBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name("team").build())
                        .build());
        cluster.run(Duration.ofSeconds(5));
        cluster.client.delete(
                NamespaceType.KIND, "", "team", DeleteOptionsBuilder.of().build());
    }

    private static void deleteDeployment(SimCluster cluster) {
        cluster.delete(DeploymentType.KIND, "web", "Foreground");
        cluster.delete(JobType.KIND, "pi", "Background");
    }

    private static String phase(Pod pod) {
        return String.valueOf(pod.status().phase());
    }

    /** What matters of everything there is: names of pods and the like are drawn by lot. */
    private static String state(SimCluster cluster) {
        List<String> state = new ArrayList<>();
        cluster.list(DeploymentType.KIND)
                .forEach(each -> state.add("deployment " + each.status().replicas() + " "
                        + each.status().availableReplicas() + " "
                        + each.status().conditions().stream()
                                .map(condition ->
                                        condition.type() + "=" + condition.status() + ":" + condition.reason())
                                .sorted()
                                .toList()
                        + " " + each.metadata().annotations()));
        cluster.list(ReplicaSetType.KIND)
                .forEach(each -> state.add("set " + each.spec().replicas() + " "
                        + each.status().readyReplicas() + " " + each.metadata().annotations()));
        cluster.list(PodType.KIND).stream()
                .map(pod -> "pod " + pod.spec().containers().getFirst().image() + " " + phase(pod) + " "
                        + pod.metadata().finalizers())
                .sorted()
                .forEach(state::add);
        cluster.list(EndpointSliceType.KIND)
                .forEach(slice -> state.add("slice " + slice.endpoints().size()));
        cluster.list(EndpointsType.KIND)
                .forEach(each -> state.add("endpoints "
                        + each.subsets().stream()
                                .mapToInt(subset -> subset.addresses().size())
                                .sum()));
        for (Job job : cluster.list(JobType.KIND)) {
            state.add("job " + job.status().succeeded() + " " + job.status().failed() + " "
                    + job.status().conditions().stream()
                            .map(condition -> condition.type() + ":" + condition.reason())
                            .sorted()
                            .toList()
                    + " " + job.status().uncountedTerminatedPods());
        }
        cluster.list(NamespaceType.KIND).forEach(each -> state.add("namespace " + each.name()));
        assertThat(cluster.client.find(NamespaceType.KIND, "", NS)).isPresent();
        return String.join("\n", state);
    }
}
