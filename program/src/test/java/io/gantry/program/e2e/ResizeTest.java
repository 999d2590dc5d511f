package io.gantry.program.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.node.cgroup.CgroupLayout;
import io.gantry.node.cgroup.QosClass;
import io.gantry.program.Layout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The resources of pods that run change, down to the kernel. */
@Tag("real")
class ResizeTest {
    private static final String STATUS = "{.status.containerStatuses[0].";
    private static final long MIB = 1 << 20;

    private static RealCluster cluster;
    private static CgroupLayout cgroups;

    @BeforeAll
    static void start() throws Exception {
        cluster = RealCluster.start();
        cgroups = new CgroupLayout("gantry-" + new Layout(cluster.directory()).id());
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static void run(String ns, String name, String memoryPolicy) throws InterruptedException {
        cluster.apply(
                ns,
                Manifests.shell(name, "Always", "trap 'exit 0' TERM; while true; do sleep 0.2; done")
                        + """
                            resources: {requests: {cpu: 100m, memory: 32Mi}, limits: {cpu: 200m, memory: 64Mi}}
                            resizePolicy:
                            - {resourceName: cpu, restartPolicy: NotRequired}
                            - {resourceName: memory, restartPolicy: %s}
                        """.formatted(memoryPolicy));
        cluster.waitReady(ns, "pod/" + name);
    }

    private static void resize(String ns, String name, String resources) throws InterruptedException {
        cluster.kubectl(
                        "patch",
                        "pod",
                        name,
                        "-n",
                        ns,
                        "--subresource",
                        "resize",
                        "--patch",
                        "{\"spec\":{\"containers\":[{\"name\":\"main\",\"resources\":" + resources + "}]}}")
                .ok();
    }

    private static String inForce(String ns, String name) throws InterruptedException {
        return cluster.value(
                ns, "pod/" + name, STATUS + "resources.limits.cpu}/" + STATUS + "resources.limits.memory}");
    }

    private static String condition(String ns, String name, String type) throws InterruptedException {
        return cluster.value(
                ns, "pod/" + name, "{range .status.conditions[?(@.type==\"" + type + "\")]}{.reason}: {.message}{end}");
    }

    private static String group(String ns, String name) throws InterruptedException {
        return cgroups.pod(QosClass.BURSTABLE, cluster.value(ns, "pod/" + name, "{.metadata.uid}"));
    }

    private static String container(String ns, String name) throws InterruptedException {
        return cluster.value(ns, "pod/" + name, STATUS + "containerID}").replace("containerd://", "");
    }

    private static void hasLimits(String group, long quotaMicros, long bytes) throws Exception {
        if (cgroups.unified()) {
            assertThat(cgroups.file("cpu", group, "cpu.max")).hasContent(quotaMicros + " 100000");
            assertThat(cgroups.file("memory", group, "memory.max")).hasContent(Long.toString(bytes));
        } else {
            assertThat(cgroups.file("cpu", group, "cpu.cfs_quota_us")).hasContent(Long.toString(quotaMicros));
            assertThat(cgroups.file("memory", group, "memory.limit_in_bytes")).hasContent(Long.toString(bytes));
        }
    }

    @Test
    void aContainerGetsMoreAndLessWhileItRuns() throws Exception {
        var ns = cluster.namespace();
        run(ns, "p", "NotRequired");
        var id = container(ns, "p");
        var pod = group(ns, "p");
        hasLimits(pod, 20_000, 64 * MIB);
        hasLimits(pod + "/" + id, 20_000, 64 * MIB);

        resize(ns, "p", "{\"requests\":{\"cpu\":\"200m\"},\"limits\":{\"cpu\":\"500m\",\"memory\":\"128Mi\"}}");
        cluster.until("more", () -> inForce(ns, "p").equals("500m/128Mi"));
        hasLimits(pod, 50_000, 128 * MIB);
        hasLimits(pod + "/" + id, 50_000, 128 * MIB);

        resize(ns, "p", "{\"requests\":{\"cpu\":\"50m\"},\"limits\":{\"cpu\":\"100m\",\"memory\":\"48Mi\"}}");
        cluster.until(
                "less",
                () -> inForce(ns, "p").equals("100m/48Mi")
                        && condition(ns, "p", "PodResizeInProgress").isEmpty());
        hasLimits(pod, 10_000, 48 * MIB);
        hasLimits(pod + "/" + id, 10_000, 48 * MIB);
        assertThat(container(ns, "p")).isEqualTo(id);
        assertThat(cluster.value(ns, "pod/p", STATUS + "restartCount}")).isEqualTo("0");
        assertThat(cluster.value(ns, "pod/p", STATUS + "allocatedResources.cpu}"))
                .isEqualTo("50m");
        cluster.until(
                "events",
                () -> cluster.kubectl("events", "-n", ns, "--for", "pod/p")
                        .out()
                        .contains("ResizeCompleted"));
        cluster.deleteNamespace(ns);
    }

    @Test
    void aContainerWhosePolicySaysSoIsStartedAnew() throws Exception {
        var ns = cluster.namespace();
        run(ns, "p", "RestartContainer");
        var id = container(ns, "p");

        resize(ns, "p", "{\"limits\":{\"cpu\":\"300m\"}}");
        cluster.until("more CPU", () -> inForce(ns, "p").equals("300m/64Mi"));
        assertThat(container(ns, "p")).isEqualTo(id);

        resize(ns, "p", "{\"limits\":{\"memory\":\"96Mi\"}}");
        cluster.until(
                "a restart",
                () -> cluster.value(ns, "pod/p", STATUS + "restartCount}").equals("1")
                        && inForce(ns, "p").equals("300m/96Mi"));
        assertThat(container(ns, "p")).isNotEqualTo(id);
        hasLimits(group(ns, "p"), 30_000, 96 * MIB);
        hasLimits(group(ns, "p") + "/" + container(ns, "p"), 30_000, 96 * MIB);
        cluster.deleteNamespace(ns);
    }

    private static String several(String... resources) {
        var containers = new StringBuilder();
        for (int i = 0; i < resources.length; i++) {
            containers.append("  - {name: c%d, image: busybox, command: [sleep, '1000'], resources: {%s}}\n"
                    .formatted(i, resources[i]));
        }
        return "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  terminationGracePeriodSeconds: 1\n  containers:\n"
                + containers;
    }

    private static String all(String ns, String what) throws InterruptedException {
        return cluster.value(ns, "pod/p", what);
    }

    /** All at once: some get more, some less, some their first limit or request; the numbers of one are too small to tell apart. */
    @Test
    void containersGiveAndTakeAtOnce() throws Exception {
        var ns = cluster.namespace();
        cluster.apply(
                ns,
                several(
                        "requests: {cpu: 20m}",
                        "requests: {memory: 35Mi}",
                        "requests: {cpu: 20m, memory: 35Mi}, limits: {cpu: 50m, memory: 64Mi}",
                        "requests: {cpu: 40m, memory: 35Mi}, limits: {cpu: 90m, memory: 96Mi}",
                        "requests: {cpu: 2m}, limits: {cpu: 10m}"));
        cluster.waitReady(ns, "pod/p");
        var ids = all(ns, "{.status.containerStatuses[*].containerID}");

        var wish = """
                {"spec":{"containers":[
                {"name":"c0","resources":{"requests":{"cpu":"25m"},"limits":{"cpu":"35m"}}},
                {"name":"c1","resources":{"requests":{"cpu":"15m","memory":"30Mi"},"limits":{"memory":"50Mi"}}},
                {"name":"c2","resources":{"requests":{"cpu":"30m","memory":"40Mi"},"limits":{"cpu":"80m","memory":"80Mi"}}},
                {"name":"c3","resources":{"requests":{"cpu":"10m","memory":"20Mi"},"limits":{"cpu":"40m","memory":"48Mi"}}},
                {"name":"c4","resources":{"requests":{"cpu":"1m"},"limits":{"cpu":"5m"}}}]}}""";
        cluster.kubectl("patch", "pod", "p", "-n", ns, "--subresource", "resize", "--patch", wish)
                .ok();
        cluster.until(
                "all of it",
                () -> all(ns, "{.status.containerStatuses[*].resources}")
                                .equals(all(ns, "{.spec.containers[*].resources}"))
                        && condition(ns, "p", "PodResizeInProgress").isEmpty());
        assertThat(all(ns, "{.status.containerStatuses[4].resources}"))
                .contains("\"cpu\":\"5m\"")
                .contains("\"cpu\":\"1m\"");
        assertThat(all(ns, "{.status.containerStatuses[*].containerID}")).isEqualTo(ids);
        var id = ids.split(" ");
        hasLimits(group(ns, "p") + "/" + id[2].replace("containerd://", ""), 8_000, 80 * MIB);
        hasLimits(group(ns, "p") + "/" + id[3].replace("containerd://", ""), 4_000, 48 * MIB);

        var pod = cluster.kubectl("get", "pod", "p", "-n", ns, "--subresource", "resize", "-o", "json")
                .ok();
        cluster.kubectlIn(pod.replace("\"80m\"", "\"90m\""), "replace", "-n", ns, "--subresource", "resize", "-f", "-")
                .ok();
        cluster.until(
                "what was replaced",
                () -> all(ns, "{.status.containerStatuses[2].resources.limits.cpu}")
                        .equals("90m"));
        cluster.deleteNamespace(ns);
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        var ns = cluster.namespace();
        run(ns, "p", "NotRequired");
        resize(ns, "p", "{\"requests\":{\"cpu\":\"1000\"},\"limits\":{\"cpu\":\"1000\"}}");
        cluster.until(
                "a refusal",
                () -> condition(ns, "p", "PodResizePending")
                        .startsWith(
                                "Infeasible: Node didn't have enough capacity: cpu, requested: 1000000, capacity: "));
        assertThat(inForce(ns, "p")).isEqualTo("200m/64Mi");

        resize(ns, "p", "{\"requests\":{\"cpu\":\"100m\"},\"limits\":{\"cpu\":\"200m\"}}");
        cluster.until(
                "nothing to say", () -> condition(ns, "p", "PodResizePending").isEmpty());

        cluster.kubectl("exec", "p", "-n", ns, "--", "dd", "if=/dev/zero", "of=/dev/shm/f", "bs=1M", "count=40")
                .ok();
        resize(ns, "p", "{\"requests\":{\"memory\":\"8Mi\"},\"limits\":{\"memory\":\"16Mi\"}}");
        cluster.until(
                "an error",
                () -> condition(ns, "p", "PodResizeInProgress")
                        .startsWith(
                                "Error: cannot decrease memory limits: [attempting to set pod memory limit (16777216) below"));
        cluster.kubectl("exec", "p", "-n", ns, "--", "rm", "/dev/shm/f").ok();
        cluster.until("another try", () -> inForce(ns, "p").equals("200m/16Mi"));
        hasLimits(group(ns, "p"), 20_000, 16 * MIB);
        cluster.deleteNamespace(ns);
    }

    @Test
    void whatWasPromisedSurvivesTheEndOfTheProgram() throws Exception {
        var ns = cluster.namespace();
        run(ns, "p", "NotRequired");
        var id = container(ns, "p");
        cluster.gantry("down").ok();
        cluster.up();
        resize(ns, "p", "{\"limits\":{\"cpu\":\"400m\"}}");
        cluster.until("more", () -> inForce(ns, "p").equals("400m/64Mi"));
        assertThat(container(ns, "p")).isEqualTo(id);
        hasLimits(group(ns, "p") + "/" + id, 40_000, 64 * MIB);
        cluster.deleteNamespace(ns);
    }
}
