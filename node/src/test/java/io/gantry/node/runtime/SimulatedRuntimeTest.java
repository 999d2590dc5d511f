package io.gantry.node.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.base.Reason;
import io.gantry.base.VirtualTime;
import io.gantry.node.runtime.RuntimeFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SimulatedRuntimeTest {
    private final VirtualTime time = new VirtualTime();
    private final SimulatedRuntime runtime = new SimulatedRuntime(time, "10.1.2.");
    private final SandboxConfig pod = SandboxConfig.of("default", "web", "u1", "");

    private String start(String sandbox, String image) throws InterruptedException {
        var config = ContainerConfig.of("main", image, List.of());
        var id = runtime.createContainer(sandbox, config, pod);
        runtime.startContainer(id);
        return id;
    }

    private ContainerStatus status(String id) throws InterruptedException {
        return runtime.containerStatus(id).orElseThrow();
    }

    @Test
    void jobEndsAtItsTimeWithItsCode() throws Exception {
        runtime.image("job", SimulatedBehaviour.ending(Duration.ofSeconds(30), 3));
        var events = new ArrayList<RuntimeEvent>();
        try (var _ = runtime.watch(events::add)) {
            var id = start(runtime.runPodSandbox(pod), "job");
            time.advance(Duration.ofSeconds(29));
            assertThat(status(id).state()).isEqualTo(ContainerState.RUNNING);
            time.advance(Duration.ofSeconds(1));
            assertThat(status(id).state()).isEqualTo(ContainerState.EXITED);
            assertThat(status(id).exitCode()).isEqualTo(3);
            assertThat(Duration.between(status(id).startedAt(), status(id).finishedAt()))
                    .isEqualTo(Duration.ofSeconds(30));
            assertThat(events.getFirst()).isEqualTo(new RuntimeEvent.Resync());
            assertThat(events.getLast()).isEqualTo(new RuntimeEvent.Exited(id, 3, time.now()));
        }
    }

    @Test
    void memoryEndIsReportedAsSuch() throws Exception {
        runtime.image("hog", SimulatedBehaviour.outOfMemoryAfter(Duration.ofSeconds(1)));
        var id = start(runtime.runPodSandbox(pod), "hog");
        time.advance(Duration.ofSeconds(1));
        assertThat(status(id).reason()).isEqualTo("OOMKilled");
        assertThat(status(id).exitCode()).isEqualTo(137);
    }

    @Test
    void stubbornProcessIsKilledAfterTheGracePeriod() throws Exception {
        runtime.image("stubborn", SimulatedBehaviour.stubborn());
        var id = start(runtime.runPodSandbox(pod), "stubborn");
        var stopped = new CompletableFuture<Boolean>();
        var before = time.untilNextTimer();
        assertThat(before).isEmpty();
        Thread.startVirtualThread(() -> {
            try {
                runtime.stopContainer(id, Duration.ofSeconds(30));
                stopped.complete(true);
            } catch (InterruptedException e) {
                stopped.completeExceptionally(e);
            }
        });
        await().until(() -> time.untilNextTimer().isPresent());
        time.advance(Duration.ofSeconds(29));
        assertThat(status(id).state()).isEqualTo(ContainerState.RUNNING);
        time.advance(Duration.ofSeconds(1));
        assertThat(stopped.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(status(id).exitCode()).isEqualTo(137);
    }

    @Test
    void rulesOfTheContractHold() throws Exception {
        var sandbox = runtime.runPodSandbox(pod);
        assertThatThrownBy(() -> runtime.runPodSandbox(pod)).satisfies(e -> kind(e, Kind.ALREADY_EXISTS));
        assertThatThrownBy(() -> start(sandbox, "absent")).satisfies(e -> kind(e, Kind.NOT_FOUND));
        assertThatThrownBy(() -> runtime.pullImage(PullRequest.of("absent"))).satisfies(e -> kind(e, Kind.NOT_FOUND));
        runtime.registryImage("web", Duration.ZERO, SimulatedBehaviour.SERVER);
        runtime.pullImage(PullRequest.of("web"));
        var id = start(sandbox, "web");
        assertThatThrownBy(() -> start(sandbox, "web")).satisfies(e -> kind(e, Kind.ALREADY_EXISTS));
        assertThatThrownBy(() -> runtime.startContainer(id)).satisfies(e -> kind(e, Kind.WRONG_STATE));
        assertThat(runtime.podSandboxStatus(sandbox).orElseThrow().ips()).containsExactly("10.1.2.2");
        runtime.stopPodSandbox(sandbox);
        assertThat(status(id).state()).isEqualTo(ContainerState.EXITED);
        assertThatThrownBy(() -> runtime.execSync(id, List.of("true"), Duration.ZERO))
                .satisfies(e -> kind(e, Kind.WRONG_STATE));
        assertThatThrownBy(() -> start(sandbox, "web")).satisfies(e -> kind(e, Kind.WRONG_STATE));
        runtime.removePodSandbox(sandbox);
        runtime.removePodSandbox(sandbox);
        assertThat(runtime.containerStatus(id)).isEmpty();
        assertThat(runtime.listContainers(ContainerFilter.ALL)).isEmpty();
    }

    @Test
    void brokenCommandAndInjectedFailures() throws Exception {
        runtime.image("broken", SimulatedBehaviour.broken("exec: \"x\": not found"));
        runtime.failNext(
                SimulatedRuntime.Operation.RUN_POD_SANDBOX,
                new RuntimeFailure(Kind.UNAVAILABLE, new Reason("FailedCreatePodSandBox", "no network")));
        assertThatThrownBy(() -> runtime.runPodSandbox(pod)).hasMessage("no network");
        var sandbox = runtime.runPodSandbox(pod);
        assertThatThrownBy(() -> start(sandbox, "broken")).hasMessageContaining("not found");
        assertThat(runtime.listContainers(ContainerFilter.inSandbox(sandbox)))
                .singleElement()
                .extracting(ContainerInfo::state)
                .isEqualTo(ContainerState.EXITED);
    }

    private static void kind(Throwable failure, Kind kind) {
        assertThat(((RuntimeFailure) failure).kind()).isEqualTo(kind);
    }
}
