package io.gantry.node.cri;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.node.containerd.RealNode;
import io.gantry.node.runtime.ContainerConfig;
import io.gantry.node.runtime.ContainerFilter;
import io.gantry.node.runtime.ContainerState;
import io.gantry.node.runtime.PullRequest;
import io.gantry.node.runtime.RuntimeEvent;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SandboxConfig;
import io.gantry.node.runtime.SandboxFilter;
import io.gantry.node.runtime.StreamOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole interface against a real containerd. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CriRuntimeTest {
    private static final List<String> SLEEP = List.of("sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.1; done");

    private Path dir;
    private RealNode node;
    private CriRuntime runtime;
    private SandboxConfig sandbox;
    private String sandboxId;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        dir = temporary;
        node = RealNode.start(dir);
        runtime = node.runtime;
        node.image("busybox");
        sandbox = pod("main");
        sandboxId = runtime.runPodSandbox(sandbox);
    }

    @AfterAll
    void stop() throws Exception {
        if (node != null) {
            node.close();
            assertThat(node.options.runDir()).doesNotExist();
            assertThat(node.options.home()).doesNotExist();
            assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(node.options.id());
        }
    }

    private SandboxConfig pod(String name) throws Exception {
        Files.createDirectories(dir.resolve("logs/" + name + "/c"));
        return SandboxConfig.of(
                "default", name, "uid-" + name, dir.resolve("logs/" + name).toString());
    }

    private String run(String name, List<String> command) throws Exception {
        Files.createDirectories(dir.resolve("logs/main/" + name));
        var id = runtime.createContainer(sandboxId, ContainerConfig.of(name, "busybox", command), sandbox);
        runtime.startContainer(id);
        return id;
    }

    private ContainerState state(String id) throws InterruptedException {
        return runtime.containerStatus(id).orElseThrow().state();
    }

    @Test
    void saysWhatItIs() throws Exception {
        assertThat(runtime.version().name()).isEqualTo("containerd");
        assertThat(runtime.status().runtimeReady()).isTrue();
        assertThat(runtime.status().networkReady()).isTrue();
    }

    @Test
    void sandboxHasAnAddressAndIsListed() throws Exception {
        var status = runtime.podSandboxStatus(sandboxId).orElseThrow();
        assertThat(status.ips()).singleElement().asString().startsWith("10.213.77.");
        assertThat(status.info().uid()).isEqualTo("uid-main");
        assertThat(runtime.listPodSandboxes(SandboxFilter.ALL)).extracting("id").contains(sandboxId);
        assertThat(runtime.podSandboxStatus("0".repeat(64))).isEmpty();
    }

    @Test
    void removedSandboxIsGone() throws Exception {
        var other = pod("other");
        var id = runtime.runPodSandbox(other);
        assertThatThrownBy(() -> runtime.runPodSandbox(other))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class, e -> assertThat(e.kind()).isEqualTo(RuntimeFailure.Kind.ALREADY_EXISTS));
        runtime.stopPodSandbox(id);
        assertThat(runtime.podSandboxStatus(id).orElseThrow().info().ready()).isFalse();
        runtime.removePodSandbox(id);
        runtime.removePodSandbox(id);
        runtime.stopPodSandbox(id);
        assertThat(runtime.podSandboxStatus(id)).isEmpty();
    }

    @Test
    void containerLivesAndEnds() throws Exception {
        var events = new CopyOnWriteArrayList<RuntimeEvent>();
        try (var _ = runtime.watch(events::add)) {
            await().until(() -> events.size() >= 2); // the first and the settled resync
            var id = run("exits", List.of("sh", "-c", "echo out; echo err >&2; exit 7"));
            await().until(() -> state(id) == ContainerState.EXITED);
            var status = runtime.containerStatus(id).orElseThrow();
            assertThat(status.exitCode()).isEqualTo(7);
            assertThat(status.startedAt()).isNotNull();
            assertThat(status.finishedAt()).isNotNull();
            assertThat(status.imageRef()).isNotEmpty();
            assertThat(Files.readString(Path.of(status.logPath())))
                    .contains("stdout F out")
                    .contains("stderr F err");
            await().untilAsserted(() -> assertThat(events)
                    .contains(new RuntimeEvent.Created(id), new RuntimeEvent.Started(id))
                    .anyMatch(e -> e instanceof RuntimeEvent.Exited exited
                            && exited.id().equals(id)
                            && exited.exitCode() == 7));
            runtime.removeContainer(id);
            assertThat(runtime.containerStatus(id)).isEmpty();
            await().untilAsserted(() -> assertThat(events).contains(new RuntimeEvent.Deleted(id)));
            runtime.removeContainer(id);
        }
    }

    @Test
    void stopWaitsForTheProcessThenKills() throws Exception {
        var polite = run("polite", SLEEP);
        runtime.stopContainer(polite, Duration.ofSeconds(20));
        assertThat(runtime.containerStatus(polite).orElseThrow().exitCode()).isZero();
        var stubborn = run("stubborn", List.of("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"));
        runtime.stopContainer(stubborn, Duration.ofSeconds(1));
        assertThat(runtime.containerStatus(stubborn).orElseThrow().exitCode()).isEqualTo(137);
    }

    @Test
    void commandThatDoesNotExistSaysSo() throws Exception {
        var id = runtime.createContainer(
                sandboxId, ContainerConfig.of("c", "busybox", List.of("no-such-program")), sandbox);
        assertThatThrownBy(() -> runtime.startContainer(id))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("no-such-program")
                .hasMessageContaining("not found");
        assertThat(runtime.containerStatus(id).orElseThrow().state()).isEqualTo(ContainerState.EXITED);
        runtime.removeContainer(id);
    }

    @Test
    void absentImageSaysSo() {
        assertThatThrownBy(() -> runtime.pullImage(PullRequest.of("registry.invalid/none:1")))
                .isInstanceOfSatisfying(RuntimeFailure.class, e -> {
                    assertThat(e.kind()).isEqualTo(RuntimeFailure.Kind.UNAVAILABLE);
                    assertThat(e.reason().code()).isEqualTo("ErrImagePull");
                    assertThat(e).hasMessageContaining("registry cannot be reached");
                });
        assertThatThrownBy(() -> runtime.pullImage(PullRequest.of("Not A Name")))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class, e -> assertThat(e.reason().code()).isEqualTo("InvalidImageName"));
    }

    @Test
    void imagesAreListedByFullName() throws Exception {
        assertThat(runtime.listImages())
                .anyMatch(image -> image.tags().contains("docker.io/library/busybox:latest") && image.sizeBytes() > 0);
        assertThat(runtime.imageStatus("nothing:here")).isEmpty();
        assertThat(runtime.imageFilesystems()).isNotEmpty();
    }

    @Test
    void execSyncGivesOutputAndCode() throws Exception {
        var id = run("execsync", SLEEP);
        var result = runtime.execSync(id, List.of("sh", "-c", "echo yes; exit 3"), Duration.ofSeconds(10));
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(new String(result.stdout(), UTF_8)).isEqualTo("yes\n");
        assertThatThrownBy(() -> runtime.execSync(id, List.of("sleep", "60"), Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        e -> assertThat(e.kind()).isEqualTo(RuntimeFailure.Kind.DEADLINE_EXCEEDED));
        runtime.stopContainer(id, Duration.ZERO);
        assertThatThrownBy(() -> runtime.execSync(id, List.of("true"), Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class, e -> assertThat(e.kind()).isEqualTo(RuntimeFailure.Kind.WRONG_STATE));
    }

    @Test
    void execStreamsBothWaysAndEndsWithTheCode() throws Exception {
        var id = run("exec", SLEEP);
        try (var session = runtime.exec(
                id, List.of("sh", "-c", "cat; echo done >&2; exit 9"), new StreamOptions(true, true, true, false))) {
            var sent = "x".repeat(1_000_000).getBytes(UTF_8);
            Thread.startVirtualThread(() -> {
                try (var stdin = session.stdin()) {
                    stdin.write(sent);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(session.stdout().readAllBytes()).isEqualTo(sent);
            assertThat(session.stderr().readAllBytes()).asString(UTF_8).isEqualTo("done\n");
            assertThat(session.awaitExit()).isEqualTo(9);
        }
        try (var session = runtime.exec(id, List.of("true"), new StreamOptions(false, true, true, false))) {
            assertThat(session.awaitExit()).isZero();
            assertThat(session.stdout().readAllBytes()).isEmpty();
        }
        try (var session = runtime.exec(id, List.of("none"), new StreamOptions(false, true, true, false))) {
            assertThatThrownBy(session::awaitExit).hasMessageContaining("none");
        }
    }

    @Test
    void terminalHasTheSizeItIsTold() throws Exception {
        var id = run("tty", SLEEP);
        try (var session = runtime.exec(id, List.of("sh"), new StreamOptions(true, true, false, true))) {
            session.resize(123, 45);
            session.stdin().write("sleep 0.3; stty size; exit 4\n".getBytes(UTF_8));
            assertThat(session.stdout().readAllBytes()).asString(UTF_8).contains("45 123");
            assertThat(session.awaitExit()).isEqualTo(4);
        }
    }

    @Test
    void attachSeesTheMainProcess() throws Exception {
        Files.createDirectories(dir.resolve("logs/main/attach"));
        var base = ContainerConfig.of("attach", "busybox", List.of("cat"));
        var config = new ContainerConfig(
                base.name(),
                0,
                base.image(),
                base.command(),
                base.args(),
                "",
                base.env(),
                base.mounts(),
                base.devices(),
                base.cdiDevices(),
                base.labels(),
                base.annotations(),
                base.logPath(),
                true,
                true,
                false,
                base.resources(),
                base.security(),
                "");
        var id = runtime.createContainer(sandboxId, config, sandbox);
        runtime.startContainer(id);
        try (var session = runtime.attach(id, new StreamOptions(true, true, false, false))) {
            session.stdin().write("hello\n".getBytes(UTF_8));
            assertThat(session.stdout().readNBytes(6)).asString(UTF_8).isEqualTo("hello\n");
            session.stdin().close();
            await().until(() -> state(id) == ContainerState.EXITED);
        }
    }

    @Test
    void portForwardReachesThePodsLoopback() throws Exception {
        var id = run(
                "server",
                List.of("sh", "-c", "mkdir /w; echo page > /w/index.html; exec httpd -f -p 127.0.0.1:8081 -h /w"));
        await().until(() ->
                runtime.execSync(id, List.of("sh", "-c", "netstat -ltn | grep -q 8081"), Duration.ofSeconds(5))
                                .exitCode()
                        == 0);
        try (var duplex = runtime.portForward(sandboxId, 8081)) {
            duplex.out().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
            assertThat(duplex.in().readAllBytes())
                    .asString(UTF_8)
                    .contains("200 OK")
                    .endsWith("page\n");
        }
        try (var duplex = runtime.portForward(sandboxId, 9)) {
            assertThatThrownBy(() -> duplex.in().readAllBytes()).hasMessageContaining("refused");
        }
    }

    @Test
    void statsCountMemoryAndCpu() throws Exception {
        var id = run("stats", SLEEP);
        await().untilAsserted(() -> {
            var stats = runtime.containerStats(id).orElseThrow();
            assertThat(stats.memoryWorkingSetBytes()).isPositive();
            assertThat(stats.cpuUsageNanos()).isPositive();
        });
        assertThat(runtime.listContainerStats(ContainerFilter.inSandbox(sandboxId)))
                .extracting("containerId")
                .contains(id);
    }

    @Test
    void logIsReopenedAfterRotation() throws Exception {
        var id = run("log", List.of("sh", "-c", "while :; do echo line; sleep 0.05; done"));
        var log = dir.resolve("logs/main/log/0.log");
        await().until(() -> Files.exists(log) && Files.size(log) > 0);
        Files.move(log, log.resolveSibling("0.log.1"));
        runtime.reopenContainerLog(id);
        await().until(() -> Files.exists(log) && Files.size(log) > 0);
    }

    @Test
    void interruptEndsACall() throws Exception {
        var id = run("interrupt", SLEEP);
        var result = new CompletableFuture<Throwable>();
        var thread = Thread.startVirtualThread(() -> {
            try {
                runtime.execSync(id, List.of("sleep", "30"), Duration.ZERO);
            } catch (Throwable e) {
                result.complete(e);
            }
        });
        await().until(() ->
                thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        assertThat(result.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(thread.isInterrupted()).isFalse();
    }
}
