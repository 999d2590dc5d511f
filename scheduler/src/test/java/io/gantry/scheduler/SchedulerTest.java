package io.gantry.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.ContainerStatusBuilder;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceBuilder;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ResourceRequirementsBuilder;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.api.types.Quantity;
import io.gantry.base.Reason;
import io.gantry.base.VirtualTime;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informers;
import io.gantry.client.ListQuery;
import io.gantry.client.WriteOptions;
import io.gantry.client.testing.MemoryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class SchedulerTest {
    private static final class World {
        final VirtualTime time = new VirtualTime();
        final MemoryClient client = new MemoryClient(time);
        final List<String> events = new ArrayList<>();
        private final long seed;
        Informers informers;
        Scheduler scheduler;

        World(long seed) {
            this.seed = seed;
            informers = new Informers(client, time, new Random(seed));
            scheduler = scheduler();
        }

        /** Kills the scheduler with all it knows, and starts another. */
        void restart() {
            scheduler.close();
            informers.close();
            informers = new Informers(client, time, new Random(seed));
            scheduler = scheduler();
        }

        private Scheduler scheduler() {
            EventRecorder recorder = new EventRecorder() {
                @Override
                public void normal(KubeObject about, Reason reason) {
                    event(about, "", false, reason);
                }

                @Override
                public void warning(KubeObject about, Reason reason) {
                    event(about, "", true, reason);
                }

                @Override
                public void event(KubeObject about, String fieldPath, boolean warning, Reason reason) {
                    events.add(reason.code() + ": " + reason.message());
                }
            };
            return new Scheduler(client, informers, recorder, time, new Random(seed), Profile.defaultProfile());
        }

        void node(Node node) {
            client.create(NodeType.KIND, node, WriteOptions.DEFAULT);
        }

        void pod(Pod pod) {
            client.create(PodType.KIND, pod, WriteOptions.DEFAULT);
        }

        /** All that can be done now. */
        void settle() {
            boolean busy = true;
            while (busy) {
                busy = informers.poll();
                busy |= scheduler.poll();
            }
        }

        void pass(Duration duration) {
            time.advance(duration);
            settle();
        }

        Pod get(String name) {
            return client.get(PodType.KIND, "shop", name);
        }

        void delete(String name) {
            client.delete(
                    PodType.KIND,
                    "shop",
                    name,
                    DeleteOptionsBuilder.of().gracePeriodSeconds(0L).build());
        }
    }

    private static PodCondition scheduled(Pod pod) {
        return pod.status().conditions().stream()
                .filter(condition -> condition.type().equals("PodScheduled"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bindsAndSaysSo() {
        World world = new World(1);
        world.node(Objects.node("n1"));
        world.pod(Objects.pod("p", ""));
        world.settle();
        assertThat(world.get("p").spec().nodeName()).isEqualTo("n1");
        assertThat(world.events).containsExactly("Scheduled: Successfully assigned shop/p to n1");
    }

    @Test
    void aPodWaitsForRoomAndGetsItWhenAnotherEnds() {
        World world = new World(1);
        world.node(Objects.node("n1", "1", "8Gi", "", ""));
        world.pod(Objects.pod("p", ""));
        world.settle();
        world.pod(Objects.pod("q", ""));
        world.settle();
        assertThat(world.get("q").spec().nodeName()).isNull();
        assertThat(scheduled(world.get("q")).reason()).isEqualTo("Unschedulable");
        assertThat(scheduled(world.get("q")).message()).isEqualTo("0/1 nodes are available: 1 Insufficient cpu.");
        assertThat(world.events).contains("FailedScheduling: 0/1 nodes are available: 1 Insufficient cpu.");
        world.delete("p");
        world.pass(Duration.ofSeconds(2));
        assertThat(world.get("q").spec().nodeName()).isEqualTo("n1");
    }

    @Test
    void aPodThatWantsANeighbourFollowsItAtOnce() {
        World world = new World(1);
        world.node(Objects.node("n1", "4", "8Gi", "zone: a", ""));
        world.pod(Objects.pod(
                "p",
                "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, "
                        + "labelSelector: {matchLabels: {app: db}}}]}}"));
        world.settle();
        assertThat(world.get("p").spec().nodeName()).isNull();
        world.pod(Objects.pod("db", "1", "1Gi", "app: db", ""));
        world.pass(Duration.ofSeconds(2));
        assertThat(world.get("p").spec().nodeName()).isEqualTo("n1");
    }

    @Test
    void aRefusedBindingIsTakenBackAndTriedAgain() {
        World world = new World(1);
        AtomicInteger refusals = new AtomicInteger(1);
        world.client.failWrites((verb, kind, object) -> {
            if (verb.equals("binding") && refusals.getAndDecrement() > 0) {
                throw StatusException.unavailable("later");
            }
        });
        world.node(Objects.node("n1", "1", "8Gi", "", ""));
        world.pod(Objects.pod("p", ""));
        world.settle();
        assertThat(world.get("p").spec().nodeName()).isNull();
        assertThat(world.events).singleElement().asString().startsWith("FailedScheduling: binding rejected: later");
        world.pass(Duration.ofSeconds(2));
        assertThat(world.get("p").spec().nodeName()).isEqualTo("n1");
    }

    @Test
    void gatedPodsWaitForTheirGatesOnly() {
        World world = new World(1);
        world.node(Objects.node("n1"));
        world.pod(Objects.pod("p", "schedulingGates: [{name: example.com/wait}]"));
        world.settle();
        assertThat(scheduled(world.get("p")).reason()).isEqualTo("SchedulingGated");
        assertThat(world.events).isEmpty();
        Pod gated = world.get("p");
        world.client.update(
                PodType.KIND,
                PodBuilder.of(gated)
                        .spec(PodSpecBuilder.of(gated.spec())
                                .schedulingGates(List.of())
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
        world.settle();
        assertThat(world.get("p").spec().nodeName()).isEqualTo("n1");
    }

    @Test
    void podsOfOtherSchedulersAreLeftAlone() {
        World world = new World(1);
        world.node(Objects.node("n1"));
        world.pod(Objects.pod("p", "schedulerName: mine"));
        world.settle();
        assertThat(world.get("p").spec().nodeName()).isNull();
        assertThat(world.get("p").status().conditions()).isEmpty();
    }

    @Test
    void aNamespaceThatGetsTheLabelWakesThoseWhoWantItsPods() {
        World world = new World(1);
        world.client.create(NamespaceType.KIND, namespace(Map.of()), WriteOptions.DEFAULT);
        world.node(Objects.node("n1", "4", "8Gi", "zone: a", ""));
        Pod db = Objects.pod("db", "1", "1Gi", "app: db", "");
        world.pod(PodBuilder.of(db)
                .metadata(ObjectMetaBuilder.of(db.metadata()).namespace("blue").build())
                .build());
        world.pod(
                Objects.pod(
                        "p",
                        "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, "
                                + "namespaceSelector: {matchLabels: {team: blue}}, labelSelector: {matchLabels: {app: db}}}]}}"));
        world.pass(Duration.ofSeconds(2));
        assertThat(world.get("p").spec().nodeName()).isNull();
        world.client.update(
                NamespaceType.KIND,
                world.client
                        .get(NamespaceType.KIND, "", "blue")
                        .withMetadata(ObjectMetaBuilder.of(world.client
                                        .get(NamespaceType.KIND, "", "blue")
                                        .metadata())
                                .labels(Map.of("team", "blue"))
                                .build()),
                WriteOptions.DEFAULT);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.get("p").spec().nodeName()).isEqualTo("n1");
    }

    private static Namespace namespace(Map<String, String> labels) {
        return NamespaceBuilder.of()
                .metadata(ObjectMetaBuilder.of().name("blue").labels(labels).build())
                .build();
    }

    @Test
    void aPodThatIsMadeSmallerMakesRoom() {
        World world = new World(1);
        world.node(Objects.node("n1", "2", "8Gi", "", ""));
        world.pod(Objects.pod("big", "2", "1Gi", "", ""));
        world.settle();
        world.pod(Objects.pod("p", ""));
        world.pass(Duration.ofSeconds(2));
        assertThat(world.get("p").spec().nodeName()).isNull();
        Pod big = world.get("big");
        world.client.update(
                PodType.KIND,
                PodBuilder.of(big)
                        .spec(PodSpecBuilder.of(big.spec())
                                .containers(Objects.pod("big", "").spec().containers())
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.get("p").spec().nodeName()).isEqualTo("n1");
    }

    @Test
    void aPodThatIsMadeSmallerOnItsNodeMakesRoomOnceItIs() {
        World world = new World(1);
        world.node(Objects.node("n1", "2", "8Gi", "", ""));
        world.pod(Objects.pod("big", "1", "1Gi", "", ""));
        world.settle();
        has(world, "big", Quantity.ofLong(2));
        world.pod(Objects.pod("p", ""));
        world.pass(Duration.ofSeconds(2));
        assertThat(world.get("p").spec().nodeName()).isNull();
        has(world, "big", Quantity.ofLong(1));
        world.pass(Duration.ofSeconds(2));
        assertThat(world.get("p").spec().nodeName()).isEqualTo("n1");
    }

    /** The node says what the pod has now. */
    private static void has(World world, String name, Quantity cpu) {
        Pod pod = world.get(name);
        ContainerStatus status = ContainerStatusBuilder.of()
                .name("a")
                .allocatedResources(Map.of("cpu", cpu))
                .resources(ResourceRequirementsBuilder.of()
                        .requests(Map.of("cpu", cpu))
                        .build())
                .build();
        world.client.updateStatus(
                PodType.KIND,
                PodBuilder.of(pod)
                        .status(PodStatusBuilder.of(pod.status())
                                .containerStatuses(List.of(status))
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
    }

    @Test
    void aNominatedNodeIsLeftAsItIs() {
        World world = new World(1);
        world.node(Objects.node("n1", "1", "8Gi", "", ""));
        Pod pod = Objects.pod("p", "2", "1Gi", "", "");
        world.pod(PodBuilder.of(pod)
                .status(PodStatusBuilder.of().nominatedNodeName("n9").build())
                .build());
        world.settle();
        assertThat(scheduled(world.get("p")).reason()).isEqualTo("Unschedulable");
        assertThat(world.get("p").status().nominatedNodeName()).isEqualTo("n9");
    }

    @Property(tries = 40)
    void neverOvercommitsAndIsTheSameForTheSameSeed(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Map<String, String> first = run(seed);
        assertThat(run(seed)).isEqualTo(first);
    }

    /** Nodes, pods and schedulers come and go, some bindings are refused; returns where everything ended. */
    private static Map<String, String> run(long seed) {
        World world = new World(seed);
        Random random = new Random(seed);
        Random refusals = new Random(seed + 1);
        world.client.failWrites((verb, kind, object) -> {
            if (verb.equals("binding") && refusals.nextInt(5) == 0) {
                throw StatusException.unavailable("later");
            }
        });
        int pods = 0;
        int nodes = 0;
        for (int step = 0; step < 30; step++) {
            switch (random.nextInt(6)) {
                case 0 ->
                    world.node(Objects.node("n" + nodes++, Integer.toString(1 + random.nextInt(4)), "4Gi", "", ""));
                case 1, 2, 3 ->
                    world.pod(Objects.pod(
                            "p" + pods++,
                            (100 + random.nextInt(1500)) + "m",
                            (100 + random.nextInt(1500)) + "Mi",
                            "",
                            ""));
                case 4 -> world.restart();
                default -> {
                    if (pods > 0) {
                        String name = "p" + random.nextInt(pods);
                        world.client.find(PodType.KIND, "shop", name).ifPresent(pod -> world.delete(name));
                    }
                }
            }
            if (random.nextBoolean()) {
                world.pass(Duration.ofMillis(random.nextInt(3000)));
            }
            check(world);
        }
        world.pass(Duration.ofMinutes(1));
        check(world);
        Map<String, String> places = new HashMap<>();
        world.client
                .list(PodType.KIND, "", ListQuery.ALL)
                .items()
                .forEach(pod -> places.put(pod.name(), String.valueOf(pod.spec().nodeName())));
        return places;
    }

    private static void check(World world) {
        for (Node node : world.client.list(NodeType.KIND, "", ListQuery.ALL).items()) {
            long cpu = 0;
            long memory = 0;
            for (Pod pod : world.client.list(PodType.KIND, "", ListQuery.ALL).items()) {
                if (node.name().equals(pod.spec().nodeName())) {
                    var requests =
                            pod.spec().containers().getFirst().resources().requests();
                    cpu += amount(requests, "cpu").milliValue();
                    memory += amount(requests, "memory").value();
                }
            }
            assertThat(cpu)
                    .isLessThanOrEqualTo(
                            amount(node.status().allocatable(), "cpu").milliValue());
            assertThat(memory)
                    .isLessThanOrEqualTo(
                            amount(node.status().allocatable(), "memory").value());
        }
    }

    private static Quantity amount(Map<String, Quantity> amounts, String name) {
        return java.util.Objects.requireNonNull(amounts.get(name));
    }
}
