package io.gantry.node.cri;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.node.cgroup.CgroupLayout;
import io.gantry.node.cgroup.CgroupMath;
import io.gantry.node.cgroup.QosClass;
import io.gantry.node.containerd.RealNode;
import io.gantry.node.runtime.ContainerConfig;
import io.gantry.node.runtime.ContainerSecurity;
import io.gantry.node.runtime.ContainerState;
import io.gantry.node.runtime.ContainerStatus;
import io.gantry.node.runtime.DnsConfig;
import io.gantry.node.runtime.EnvVar;
import io.gantry.node.runtime.LinuxResources;
import io.gantry.node.runtime.Mount;
import io.gantry.node.runtime.NamespaceMode;
import io.gantry.node.runtime.NamespaceOptions;
import io.gantry.node.runtime.PullRequest;
import io.gantry.node.runtime.RuntimeEvent;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SandboxConfig;
import io.gantry.node.runtime.SandboxSecurity;
import io.gantry.node.runtime.SecurityProfile;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a config asks for is what the container gets, with a real containerd. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CriContainerTest {
    private Path dir;
    private RealNode node;
    private CriRuntime runtime;
    private CgroupLayout cgroups;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        dir = temporary;
        node = RealNode.start(dir);
        runtime = node.runtime;
        node.image("busybox");
        cgroups = new CgroupLayout("gantry-" + node.options.id());
        cgroups.create();
    }

    @AfterAll
    void stop() throws Exception {
        if (node != null) {
            node.close();
            cgroups.removeAll();
        }
    }

    private SandboxConfig pod(String name, SandboxSecurity security, DnsConfig dns, QosClass qos, LinuxResources limits)
            throws Exception {
        cgroups.createPod(qos, name, limits);
        var logs = dir.resolve("logs/" + name);
        Files.createDirectories(logs.resolve("c"));
        var host = security.namespaces().network() == NamespaceMode.NODE;
        return new SandboxConfig(
                "default",
                name,
                name,
                0,
                host ? "" : "host-of-" + name,
                logs.toString(),
                dns,
                List.of(),
                Map.of("app", name),
                Map.of(),
                cgroups.pod(qos, name),
                security,
                Map.of(),
                LinuxResources.NONE,
                limits,
                "");
    }

    private static ContainerConfig container(
            String script, List<EnvVar> env, List<Mount> mounts, LinuxResources resources, ContainerSecurity security) {
        return new ContainerConfig(
                "c",
                0,
                "busybox",
                List.of("sh", "-c"),
                List.of(script),
                "/tmp",
                env,
                mounts,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                "c/0.log",
                false,
                false,
                false,
                resources,
                security,
                "");
    }

    private ContainerStatus runToEnd(SandboxConfig pod, ContainerConfig config) throws Exception {
        var sandbox = runtime.runPodSandbox(pod);
        var id = runtime.createContainer(sandbox, config, pod);
        runtime.startContainer(id);
        await().until(() -> runtime.containerStatus(id).orElseThrow().state() == ContainerState.EXITED);
        return runtime.containerStatus(id).orElseThrow();
    }

    private static String output(ContainerStatus status) throws Exception {
        var text = new StringBuilder();
        for (var line : Files.readAllLines(Path.of(status.logPath()))) {
            text.append(line.split(" ", 4)[3]).append('\n');
        }
        return text.toString();
    }

    @Test
    void environmentMountsUserAndNamesArrive() throws Exception {
        var shared = Files.createDirectories(dir.resolve("shared"));
        Files.writeString(shared.resolve("in"), "given\n");
        var security = new ContainerSecurity(
                NamespaceOptions.DEFAULT,
                false,
                true,
                true,
                List.of(),
                List.of("ALL"),
                1234L,
                2345L,
                "",
                List.of(3456L),
                false,
                null,
                SecurityProfile.RUNTIME_DEFAULT,
                null,
                null,
                null);
        var dns = new DnsConfig(List.of("10.0.0.10"), List.of("default.svc.cluster.local"), List.of("ndots:5"));
        var status = runToEnd(
                pod("plain", SandboxSecurity.DEFAULT, dns, QosClass.BEST_EFFORT, LinuxResources.NONE),
                container(
                        "exec 2>&1; id; hostname; pwd; echo $A; cat /in/in; echo x > /in/y || echo readonly; echo x > /z || echo rootless;"
                                + " cat /etc/resolv.conf; grep CapEff /proc/self/status; grep NoNewPrivs /proc/self/status;"
                                + " echo pid $$; cat /proc/self/oom_score_adj",
                        List.of(new EnvVar("A", "first"), new EnvVar("A", "value ☃")),
                        List.of(Mount.of(shared.toString(), "/in", true)),
                        new LinuxResources(2, 0, 0, 0, 0, 1000, "", "", Map.of(), Map.of()),
                        security));
        assertThat(output(status))
                .contains(
                        "uid=1234 gid=2345 groups=2345,3456",
                        "host-of-plain\n/tmp\nvalue ☃\ngiven\n",
                        "readonly\n",
                        "rootless\n")
                .contains("nameserver 10.0.0.10", "search default.svc.cluster.local", "options ndots:5")
                .contains("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "pid 1\n1000\n");
    }

    @Test
    void hostNamespacesAndPrivilegeArrive() throws Exception {
        var host = new NamespaceOptions(NamespaceMode.NODE, NamespaceMode.NODE, NamespaceMode.NODE, "");
        var base = ContainerSecurity.of(host);
        var privileged = new ContainerSecurity(
                host,
                true,
                false,
                false,
                base.addCapabilities(),
                base.dropCapabilities(),
                null,
                null,
                "",
                List.of(),
                false,
                null,
                SecurityProfile.UNCONFINED,
                null,
                null,
                null);
        var sandboxSecurity = new SandboxSecurity(
                host, true, false, null, null, List.of(), false, null, SecurityProfile.UNCONFINED, null);
        var status = runToEnd(
                pod("hosty", sandboxSecurity, DnsConfig.NONE, QosClass.BEST_EFFORT, LinuxResources.NONE),
                container(
                        "hostname; readlink /proc/self/ns/net; readlink /proc/self/ns/pid; echo done",
                        List.of(),
                        List.of(),
                        LinuxResources.NONE,
                        privileged));
        assertThat(output(status))
                .contains(Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString())
                .contains(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString())
                .endsWith("done\n");
    }

    @Test
    void memoryBeyondTheLimitEndsTheContainer() throws Exception {
        var limits = new LinuxResources(
                CgroupMath.shares(100),
                CgroupMath.CPU_PERIOD_MICROS,
                CgroupMath.quotaMicros(2000),
                32L << 20,
                32L << 20,
                990,
                "",
                "",
                Map.of(),
                Map.of());
        var events = new CopyOnWriteArrayList<RuntimeEvent>();
        try (var _ = runtime.watch(events::add)) {
            await().until(() -> events.size() >= 2);
            var status = runToEnd(
                    pod("hog", SandboxSecurity.DEFAULT, DnsConfig.NONE, QosClass.BURSTABLE, LinuxResources.NONE),
                    container("exec tail -c 200m /dev/zero", List.of(), List.of(), limits, ContainerSecurity.DEFAULT));
            assertThat(status.exitCode()).isEqualTo(137);
            await().untilAsserted(() -> assertThat(
                            runtime.containerStatus(status.id()).orElseThrow().reason())
                    .isEqualTo("OOMKilled"));
            assertThat(events).contains(new RuntimeEvent.OutOfMemory(status.id()));
        }
    }

    @Test
    void limitsCanBeChangedWhileItRuns() throws Exception {
        var pod = pod("resized", SandboxSecurity.DEFAULT, DnsConfig.NONE, QosClass.BURSTABLE, LinuxResources.NONE);
        var limits = new LinuxResources(100, 100_000, 50_000, 64L << 20, 0, 500, "", "", Map.of(), Map.of());
        var sandbox = runtime.runPodSandbox(pod);
        var id = runtime.createContainer(
                sandbox, container("sleep 1000", List.of(), List.of(), limits, ContainerSecurity.DEFAULT), pod);
        runtime.startContainer(id);
        var group = pod.cgroupParent() + "/" + id;
        assertThat(cgroups.file("memory", group, "memory.limit_in_bytes")).hasContent(Long.toString(64L << 20));
        assertThat(cgroups.file("cpu", group, "cpu.cfs_quota_us")).hasContent("50000");
        runtime.updateContainerResources(
                id, new LinuxResources(200, 100_000, 150_000, 96L << 20, 0, 0, "", "", Map.of(), Map.of()));
        assertThat(runtime.containerStatus(id).orElseThrow().resources())
                .isEqualTo(new LinuxResources(
                        200, 100_000, 150_000, 96L << 20, 96L << 20, 500, "", "", Map.of(), Map.of()));
        assertThat(cgroups.file("memory", group, "memory.limit_in_bytes")).hasContent(Long.toString(96L << 20));
        assertThat(cgroups.file("cpu", group, "cpu.cfs_quota_us")).hasContent("150000");
        runtime.stopPodSandbox(sandbox);
        runtime.removePodSandbox(sandbox);
        cgroups.removePod(QosClass.BURSTABLE, "resized");
        assertThat(cgroups.file("memory", pod.cgroupParent(), "")).doesNotExist();
    }

    @Test
    void imagesArePulledWithCredentialsAndRefusalsAreExplained() throws Exception {
        try (var registry = new TestRegistry(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64")) {
            var image = registry.host() + "/app:1";
            assertThatThrownBy(() -> runtime.pullImage(PullRequest.of(image)))
                    .satisfies(e -> refused(e, "imagePullSecrets"));
            assertThatThrownBy(() -> runtime.pullImage(new PullRequest(image, PullRequest.Auth.basic("me", "wrong"))))
                    .satisfies(e -> refused(e, "imagePullSecrets"));
            var auth = PullRequest.Auth.basic("me", "secret");
            assertThatThrownBy(() -> runtime.pullImage(new PullRequest(registry.host() + "/none:1", auth)))
                    .satisfies(e -> {
                        refused(e, "no such image");
                        assertThat(((RuntimeFailure) e).kind()).isEqualTo(RuntimeFailure.Kind.NOT_FOUND);
                    });
            var id = runtime.pullImage(new PullRequest(image, auth));
            assertThat(id).startsWith("sha256:");
            var info = runtime.imageStatus(image).orElseThrow();
            assertThat(info.tags()).containsExactly(image);
            assertThat(info.digests()).singleElement().asString().startsWith(registry.host() + "/app@sha256:");
            runtime.removeImage(image);
            runtime.removeImage(image);
            assertThat(runtime.imageStatus(image)).isEmpty();
        }
    }

    private static void refused(Throwable failure, String words) {
        assertThat(failure).isInstanceOf(RuntimeFailure.class).hasMessageContaining(words);
        assertThat(((RuntimeFailure) failure).reason().code()).isEqualTo("ErrImagePull");
    }

    @Test
    void nginxServesItsPage() throws Exception {
        node.image("nginx:1.7.9");
        var pod = pod("nginx", SandboxSecurity.DEFAULT, DnsConfig.NONE, QosClass.BEST_EFFORT, LinuxResources.NONE);
        var sandbox = runtime.runPodSandbox(pod);
        var id = runtime.createContainer(sandbox, ContainerConfig.of("c", "nginx:1.7.9", List.of()), pod);
        runtime.startContainer(id);
        var address = runtime.podSandboxStatus(sandbox).orElseThrow().ips().getFirst();
        await().ignoreExceptions().untilAsserted(() -> {
            try (var socket = new Socket(address, 80)) {
                socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
                assertThat(socket.getInputStream().readAllBytes())
                        .asString(UTF_8)
                        .contains("200 OK", "Welcome to nginx!", "X-Image-Tag: 1.7.9");
            }
        });
        // nginx notes a request only after its answer
        await().untilAsserted(() ->
                assertThat(output(runtime.containerStatus(id).orElseThrow())).contains("\"GET / HTTP/1.0\" 200"));
        runtime.stopContainer(id, Duration.ofSeconds(20));
        assertThat(runtime.containerStatus(id).orElseThrow().exitCode()).isZero();
    }
}
