package io.gantry.node.agent;

import static org.awaitility.Awaitility.await;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.Reason;
import io.gantry.base.VirtualTime;
import io.gantry.client.EventRecorder;
import io.gantry.client.WriteOptions;
import io.gantry.client.testing.MemoryClient;
import io.gantry.node.cgroup.CgroupLayout;
import io.gantry.node.runtime.ContainerFilter;
import io.gantry.node.runtime.ContainerInfo;
import io.gantry.node.runtime.SandboxFilter;
import io.gantry.node.runtime.SimulatedRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A node agent on a simulated runtime, with the API in memory, on time that passes as fast as it can. */
final class AgentFixture implements AutoCloseable {
    final VirtualTime time = new VirtualTime();
    final MemoryClient client = new MemoryClient(time);
    final SimulatedRuntime runtime = new SimulatedRuntime(time);
    final List<String> events = new CopyOnWriteArrayList<>();
    final Path data;
    final NodeConfig config;
    private final @Nullable NodeResources resources;
    private NodeAgent agent;

    AgentFixture(Path data) throws IOException, InterruptedException {
        this(data, null);
    }

    /** @param resources of a machine that is not there; {@code null} for this machine */
    AgentFixture(Path data, @Nullable NodeResources resources) throws IOException, InterruptedException {
        this.data = data;
        this.resources = resources;
        this.config = new NodeConfig(
                "n1",
                "192.168.0.1",
                "10.0.0.0/24",
                data,
                List.of(),
                "cluster.local",
                Map.of(),
                "gantry-test-" + ProcessHandle.current().pid(),
                110,
                time,
                RandomGenerator.of("L64X128MixRandom"));
        agent = start();
    }

    private NodeAgent start() throws IOException, InterruptedException {
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
        NodeAgent fresh = resources == null
                ? new NodeAgent(config, client, recorder, runtime, TrafficDrain.none(), "v1.36.0")
                : NodeAgent.simulated(config, client, recorder, runtime, "v1.36.0", resources);
        fresh.start();
        return fresh;
    }

    NodeAgent agent() {
        return agent;
    }

    /** The agent ends and is started again, as the program would. */
    void restart(Runnable between) throws IOException, InterruptedException {
        agent.close();
        between.run();
        agent = start();
    }

    /** Lets time pass, as fast as the agent keeps up, until it holds. */
    void until(BooleanSupplier holds) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(4))
                .until(() -> {
                    if (!holds.getAsBoolean()) {
                        time.advance(Duration.ofMillis(200));
                    }
                    return holds.getAsBoolean();
                });
    }

    <T extends KubeObject> T apply(Kind<T> kind, String yaml) {
        @SuppressWarnings("unchecked") // decoded as that kind
        T object = (T) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), kind, DecodeOptions.LENIENT);
        return client.create(kind, object, WriteOptions.DEFAULT);
    }

    /** @param spec in YAML from column 0; the pod is bound to this node */
    Pod pod(String spec) {
        return apply(
                PodType.KIND,
                "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\nspec:\n"
                        + "  nodeName: n1\n" + spec.indent(2));
    }

    /** Changes the only pod's spec, as the resize subresource does. */
    Pod resize(String containers) {
        return resize("web", containers);
    }

    Pod resize(String name, String containers) {
        Pod wish = (Pod) Yaml.decode(
                ("{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: [" + containers + "]}}")
                        .getBytes(StandardCharsets.UTF_8),
                PodType.KIND,
                DecodeOptions.LENIENT);
        for (int tries = 0; ; tries++) {
            Pod pod = client.get(PodType.KIND, "shop", name);
            Long generation = pod.metadata().generation();
            try {
                return client.update(
                        PodType.KIND,
                        PodBuilder.of(pod)
                                .metadata(ObjectMetaBuilder.of(pod.metadata())
                                        .generation(generation == null ? 2 : generation + 1)
                                        .build())
                                .spec(PodSpecBuilder.of(pod.spec())
                                        .containers(wish.spec().containers())
                                        .build())
                                .build(),
                        WriteOptions.DEFAULT);
            } catch (StatusException e) {
                if (!e.isConflict() || tries == 9) {
                    throw e;
                }
            }
        }
    }

    Optional<Pod> pod() {
        return client.find(PodType.KIND, "shop", "web");
    }

    void untilPod(Predicate<Pod> holds) {
        until(() -> pod().filter(holds).isPresent());
    }

    static boolean ready(Pod pod) {
        return is(pod, "Ready", "True");
    }

    static boolean is(Pod pod, String condition, String status) {
        return pod.status().conditions().stream()
                .filter(each -> each.type().equals(condition))
                .map(PodCondition::status)
                .anyMatch(status::equals);
    }

    /** Why the first container waits; empty when it does not. */
    static String waits(Pod pod) {
        List<ContainerStatus> all = pod.status().containerStatuses();
        if (all.isEmpty() || all.getFirst().state().waiting() == null) {
            return "";
        }
        String reason = all.getFirst().state().waiting().reason();
        return reason == null ? "" : reason;
    }

    void delete(long grace) {
        client.delete(
                PodType.KIND,
                "shop",
                "web",
                DeleteOptionsBuilder.of().gracePeriodSeconds(grace).build());
    }

    List<ContainerInfo> containers() throws InterruptedException {
        return runtime.listContainers(ContainerFilter.ALL);
    }

    int sandboxes() {
        try {
            return runtime.listPodSandboxes(SandboxFilter.ALL).size();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where a volume whose files come from the API lies. */
    Path volume(String name) {
        return data.resolve("memory").resolve(pod().orElseThrow().uid()).resolve(name);
    }

    @Override
    public void close() throws IOException {
        agent.close();
        if (resources != null) {
            return;
        }
        Mounts.unmount(data.resolve("memory"));
        new CgroupLayout(config.cgroupParent()).removeAll();
    }
}
