package io.gantry.node.containerd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.base.Time;
import io.gantry.node.runtime.ContainerConfig;
import io.gantry.node.runtime.ContainerState;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SandboxConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of the process, and containers that outlive it. */
@Tag("real")
final class ContainerdTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void containersOutliveContainerdAndItsSupervisor(@TempDir Path dir) throws Exception {
        try (var node = RealNode.start(dir)) {
            node.image("busybox");
            Files.createDirectories(dir.resolve("logs/main"));
            var pod = SandboxConfig.of("default", "p", "u", dir.resolve("logs").toString());
            var sandbox = node.runtime.runPodSandbox(pod);
            var id = node.runtime.createContainer(
                    sandbox,
                    ContainerConfig.of("main", "busybox", List.of("sh", "-c", "while :; do sleep 1; done")),
                    pod);
            node.runtime.startContainer(id);
            var startedAt = node.runtime.containerStatus(id).orElseThrow().startedAt();

            // Killed: started again by the supervisor, and finds its container.
            var first = node.containerd.pid();
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            await().atMost(LIMIT)
                    .until(() -> node.containerd.pid() != first
                            && node.containerd.problem().isEmpty());
            await().atMost(LIMIT)
                    .ignoreExceptionsInstanceOf(RuntimeFailure.class)
                    .untilAsserted(() -> assertThat(node.runtime
                                    .containerStatus(id)
                                    .orElseThrow()
                                    .state())
                            .isEqualTo(ContainerState.RUNNING));

            // The supervisor goes, as when Gantry is killed: containerd stays and is adopted.
            var second = node.containerd.pid();
            node.containerd.close();
            assertThat(ProcessHandle.of(second)).isPresent();
            try (var adopting = Containerd.start(node.options, Time.system(), new Random(1))) {
                assertThat(adopting.adopted()).isTrue();
                assertThat(adopting.pid()).isEqualTo(second);
                assertThat(adopting.awaitReady(LIMIT)).isTrue();
            }

            // Another configuration: replaced, with the container still running.
            var changed = new ContainerdOptions(
                    node.options.dataDir(), node.options.cniConfDir(), Path.of("/opt/cni/bin"), List.of());
            try (var replacing = Containerd.start(changed, Time.system(), new Random(1))) {
                assertThat(replacing.adopted()).isFalse();
                assertThat(replacing.pid()).isNotEqualTo(second);
                assertThat(replacing.awaitReady(LIMIT)).isTrue();
                await().ignoreExceptionsInstanceOf(RuntimeFailure.class).untilAsserted(() -> {
                    var status = node.runtime.containerStatus(id).orElseThrow();
                    assertThat(status.state()).isEqualTo(ContainerState.RUNNING);
                    assertThat(status.startedAt()).isEqualTo(startedAt);
                });
                replacing.stop();
                assertThat(ProcessHandle.of(replacing.pid()).filter(ProcessHandle::isAlive))
                        .isEmpty();
            }
        }
    }

    @Test
    void logIsCutOnceItIsLong(@TempDir Path dir) throws Exception {
        var log = new LogFile(dir.resolve("x.log"));
        Files.writeString(log.path(), "short\n");
        log.trim();
        assertThat(log.tail(100)).isEqualTo("short");
        Files.write(log.path(), new byte[(int) LogFile.MAX_BYTES + 1]);
        log.trim();
        assertThat(Files.size(log.path())).isZero();
        assertThat(Files.size(dir.resolve("x.log.1"))).isEqualTo(LogFile.MAX_BYTES + 1);
        assertThat(new LogFile(dir.resolve("none")).tail(10)).contains("cannot read");
    }
}
