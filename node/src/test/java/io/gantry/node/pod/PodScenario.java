package io.gantry.node.pod;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodStatus;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Quantity;
import io.gantry.base.Reason;
import io.gantry.node.cgroup.CgroupMath;
import io.gantry.node.runtime.ContainerState;
import io.gantry.node.runtime.ContainerStatus;
import io.gantry.node.runtime.LinuxResources;
import io.gantry.node.runtime.SandboxInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A pod, a runtime on paper and a clock: says what happens, asks what the worker would do and say. */
final class PodScenario {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    Instant now = START;
    Pod pod;
    boolean volumesReady = true;
    boolean gone;

    @Nullable
    Reason failure;

    @Nullable
    Instant retryAt;

    PodResize resize;

    private @Nullable SandboxInfo sandbox;
    private final Map<String, List<ObservedContainer>> containers = new HashMap<>();
    private final Map<String, LinuxResources> limits = new HashMap<>();
    private final Map<String, ContainerMemory> memory = new HashMap<>();

    /** @param spec the pod spec as YAML, in the flow style or indented from column 0 */
    PodScenario(String spec) {
        String yaml =
                "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, uid: u1}\nspec:\n" + spec.indent(2);
        pod = (Pod) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), PodType.KIND, DecodeOptions.LENIENT);
        resize = PodResize.none(PodAllocation.of(pod));
    }

    static PodScenario of(String spec) {
        return new PodScenario(spec);
    }

    PodView view() {
        List<String> ips = sandbox != null && sandbox.ready() ? List.of("10.0.0.2") : List.of();
        return new PodView(
                resize.allocation().allocated(pod),
                new Observed(sandbox, ips, List.of(), containers),
                memory,
                failure,
                gone,
                retryAt,
                volumesReady,
                resize,
                now);
    }

    PodAction next() {
        return PodStep.next(view());
    }

    PodStatus status() {
        return PodStatuses.of(view(), "192.168.0.1");
    }

    String phase() {
        return PodPhase.of(view());
    }

    /** As the agent does in each step: what holds now is what the API server knows next. */
    PodScenario written() {
        pod = PodBuilder.of(pod).status(status()).build();
        return this;
    }

    PodCondition condition(String type) {
        return status().conditions().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    PodScenario pass(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    PodScenario sandbox() {
        sandbox = sandbox(sandbox == null ? 0 : sandbox.attempt() + 1, true);
        return this;
    }

    PodScenario sandboxDies() {
        SandboxInfo died = java.util.Objects.requireNonNull(sandbox);
        sandbox = sandbox(died.attempt(), false);
        for (String name : List.copyOf(containers.keySet())) {
            if (!containers.get(name).getFirst().exited()) {
                ended(name, 137);
            }
        }
        return this;
    }

    private SandboxInfo sandbox(int attempt, boolean ready) {
        return new SandboxInfo("s" + attempt, "shop", "web", "u1", attempt, ready, START, Map.of(), Map.of(), "");
    }

    /** The container was started, its probes succeed or it has none. */
    PodScenario runs(String name) {
        return starting(name).remember(name, memory -> memory.withProbes(true, true));
    }

    /** The container was started, and its probes have said nothing yet. */
    PodScenario starting(String name) {
        List<ObservedContainer> all = containers.computeIfAbsent(name, absent -> new ArrayList<>());
        int attempt = all.isEmpty() ? 0 : all.getFirst().status().attempt() + 1;
        limits.put(name, kernel(resize.allocation().promised().get(name)));
        all.addFirst(container(name, attempt, ContainerState.RUNNING, now, null, 0, ""));
        return remember(name, memory -> memory.onStart(-1));
    }

    /** The limits that go with resources, as the runtime tells them. */
    static LinuxResources kernel(@Nullable ResourceRequirements resources) {
        if (resources == null) {
            return LinuxResources.NONE;
        }
        Quantity request = resources.requests().getOrDefault("cpu", Quantity.ZERO);
        Quantity limit = resources.limits().getOrDefault("cpu", Quantity.ZERO);
        Quantity memory = resources.limits().getOrDefault("memory", Quantity.ZERO);
        return new LinuxResources(
                CgroupMath.shares(request.milliValue()),
                CgroupMath.CPU_PERIOD_MICROS,
                CgroupMath.quotaMicros(limit.milliValue()),
                memory.value(),
                memory.value(),
                0,
                "",
                "",
                Map.of(),
                Map.of());
    }

    /** The runtime shows other limits of a container that runs. */
    PodScenario limited(String name, LinuxResources now) {
        limits.put(name, now);
        List<ObservedContainer> all = java.util.Objects.requireNonNull(containers.get(name));
        ContainerStatus was = all.removeFirst().status();
        all.addFirst(container(name, was.attempt(), was.state(), was.startedAt(), was.finishedAt(), 0, ""));
        return this;
    }

    /** The spec has other containers, as the API server says; nobody has granted it. */
    PodScenario asks(String containers) {
        return asks(containers, "");
    }

    PodScenario asks(String containers, String initContainers) {
        PodSpec asked = new PodScenario("initContainers: [" + initContainers + "]\ncontainers: [" + containers + "]")
                .pod.spec();
        Long generation = pod.metadata().generation();
        pod = PodBuilder.of(pod)
                .metadata(ObjectMetaBuilder.of(pod.metadata())
                        .generation(generation == null ? 2 : generation + 1)
                        .build())
                .spec(PodSpecBuilder.of(pod.spec())
                        .containers(asked.containers())
                        .initContainers(asked.initContainers())
                        .build())
                .build();
        return this;
    }

    /** The node promises what is asked for. */
    PodScenario granted() {
        resize = PodResize.none(resize.allocation().resized(PodAllocation.granting(pod), name -> {
            List<ObservedContainer> all = containers.get(name);
            return all != null && all.getFirst().running();
        }));
        return this;
    }

    /** The action for a resize was carried out. */
    PodScenario actuated() {
        resize = PodResize.none(resize.allocation().actuated(pod));
        resize.allocation().promised().forEach((name, promise) -> {
            if (containers.containsKey(name)) {
                limited(name, kernel(promise));
            }
        });
        return this;
    }

    PodScenario created(String name) {
        List<ObservedContainer> all = containers.computeIfAbsent(name, absent -> new ArrayList<>());
        int attempt = all.isEmpty() ? 0 : all.getFirst().status().attempt() + 1;
        all.addFirst(container(name, attempt, ContainerState.CREATED, null, null, 0, ""));
        return this;
    }

    PodScenario ended(String name, int exitCode) {
        return ended(name, exitCode, "");
    }

    PodScenario ended(String name, int exitCode, String message) {
        List<ObservedContainer> all = java.util.Objects.requireNonNull(containers.get(name));
        ContainerStatus was = all.removeFirst().status();
        all.addFirst(container(name, was.attempt(), ContainerState.EXITED, was.startedAt(), now, exitCode, message));
        return this;
    }

    /** Ends and is started again, {@code times} over, a second each. */
    PodScenario crashes(String name, int times) {
        for (int i = 0; i < times; i++) {
            if (i > 0 || !containers.containsKey(name)) {
                runs(name);
            }
            pass(Duration.ofSeconds(1)).ended(name, 1);
            List<ObservedContainer> all = java.util.Objects.requireNonNull(containers.get(name));
            all.subList(Math.min(2, all.size()), all.size()).clear(); // as the worker removes them
        }
        return this;
    }

    /** The runtime has nothing of the pod any more. */
    PodScenario machineIsNew() {
        sandbox = null;
        containers.clear();
        memory.clear();
        return this;
    }

    PodScenario remember(String name, UnaryOperator<ContainerMemory> change) {
        memory.compute(name, (key, before) -> change.apply(before == null ? ContainerMemory.NEW : before));
        return this;
    }

    PodScenario deleted(long graceSeconds) {
        pod = PodBuilder.of(pod)
                .metadata(ObjectMetaBuilder.of(pod.metadata())
                        .deletionGracePeriodSeconds(graceSeconds)
                        .deletionTimestamp(now.plusSeconds(graceSeconds))
                        .build())
                .build();
        return this;
    }

    PodScenario fails(String code) {
        failure = new Reason(code, "because");
        return this;
    }

    private ObservedContainer container(
            String name,
            int attempt,
            ContainerState state,
            @Nullable Instant started,
            @Nullable Instant finished,
            int exitCode,
            String message) {
        return new ObservedContainer(
                new ContainerStatus(
                        name + attempt,
                        name,
                        attempt,
                        state,
                        START,
                        started,
                        finished,
                        exitCode,
                        "img",
                        "img@sha256:1",
                        "",
                        "",
                        Map.of(),
                        Map.of(),
                        List.of(),
                        "",
                        limits.get(name)),
                sandbox == null ? "" : sandbox.id(),
                "",
                message);
    }
}
