package io.gantry.program.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Containers are restarted, replaced, scaled and rolled; Services find them by name and spread requests over them. */
@Tag("real")
class WorkloadTest {
    private static RealCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = RealCluster.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void killedProcessIsRestartedWithBackOff() throws Exception {
        var ns = cluster.namespace();
        cluster.apply(ns, Manifests.shell("victim", "Always", "exec sleep 43217"));
        cluster.waitReady(ns, "pod/victim");
        assertThat(restarts(ns, "victim")).isZero();

        killSleep("43217");
        cluster.until("the restart", () -> restarts(ns, "victim") == 1);
        cluster.waitReady(ns, "pod/victim");
        assertThat(cluster.value(ns, "pod/victim", "{.status.containerStatuses[0].lastState.terminated.exitCode}"))
                .isEqualTo("137");

        killSleep("43217");
        cluster.until(
                "back-off",
                () -> cluster.kubectl("get", "pod", "victim", "-n", ns).out().contains("CrashLoopBackOff"));
        cluster.until("the second restart", () -> restarts(ns, "victim") == 2);
        cluster.deleteNamespace(ns);
    }

    @Test
    void deletedPodIsReplacedAndScaleFollows() throws Exception {
        var ns = cluster.namespace();
        cluster.apply(ns, Manifests.DEPLOYMENT);
        cluster.waitRolledOut(ns, "web");
        var pods = pods(ns);
        assertThat(pods).hasSize(3);

        cluster.kubectl("delete", pods.getFirst(), "-n", ns).ok();
        cluster.until("a replacement", () -> {
            var now = pods(ns);
            return now.size() == 3 && !now.contains(pods.getFirst());
        });
        cluster.waitRolledOut(ns, "web");

        cluster.kubectl("scale", "deployment/web", "--replicas=30", "-n", ns).ok();
        cluster.waitRolledOut(ns, "web");
        assertThat(cluster.value(ns, "deployment/web", "{.status.readyReplicas}"))
                .isEqualTo("30");
        cluster.kubectl("scale", "deployment/web", "--replicas=3", "-n", ns).ok();
        cluster.until("only three", () -> pods(ns).size() == 3);
        cluster.deleteNamespace(ns);
    }

    @Test
    void rollOutAndUndoLoseNoRequest() throws Exception {
        var ns = cluster.namespace();
        cluster.apply(ns, Manifests.DEPLOYMENT);
        cluster.apply(ns, Manifests.SERVICE);
        cluster.waitRolledOut(ns, "web");
        var url = "http://" + cluster.value(ns, "service/web", "{.spec.clusterIP}") + "/";
        cluster.until("the Service", () -> Client.answers(url));
        cluster.apply(
                ns,
                Manifests.shell(
                        "client",
                        "Never",
                        "while true; do wget -q -O /dev/null http://web/ && echo good || echo bad; done"));
        cluster.waitReady(ns, "pod/client");
        cluster.until("a request by name", () -> podClient(ns).contains("good"));

        try (var client = new Client(url)) {
            cluster.kubectl("set", "image", "deployment/web", "nginx=nginx:1.9.1", "-n", ns)
                    .ok();
            cluster.waitRolledOut(ns, "web");
            cluster.until("the new version", () -> client.tags().contains("1.9.1"));
            assertThat(cluster.value(ns, "deployment/web", "{.spec.template.spec.containers[0].image}"))
                    .isEqualTo("nginx:1.9.1");

            cluster.kubectl("rollout", "undo", "deployment/web", "-n", ns).ok();
            cluster.waitRolledOut(ns, "web");
            cluster.until("the old pods alone", () -> pods(ns).size() == 4);
            assertThat(cluster.value(ns, "deployment/web", "{.spec.template.spec.containers[0].image}"))
                    .isEqualTo("nginx:1.7.9");
            assertThat(cluster.kubectl("rollout", "history", "deployment/web", "-n", ns)
                            .ok())
                    .contains("2", "3")
                    .doesNotContain("\n1 ");

            int soFar = client.answers();
            cluster.kubectl("rollout", "pause", "deployment/web", "-n", ns).ok();
            cluster.kubectl("rollout", "restart", "deployment/web", "-n", ns);
            cluster.kubectl("rollout", "resume", "deployment/web", "-n", ns).ok();
            cluster.kubectl("rollout", "restart", "deployment/web", "-n", ns).ok();
            cluster.waitRolledOut(ns, "web");
            assertThat(client.answers()).isGreaterThan(soFar);
            assertThat(client.failures()).isEmpty();
            assertThat(client.tags()).containsExactlyInAnyOrder("1.7.9", "1.9.1");
        }
        assertThat(podClient(ns)).doesNotContain("bad");
        cluster.deleteNamespace(ns);
    }

    @Test
    void servicesAreFoundByNameAndSpreadRequests() throws Exception {
        var ns = cluster.namespace();
        cluster.apply(ns, Manifests.deployment("web", 3, "nginx:1.7.9"));
        cluster.apply(ns, Manifests.SERVICE);
        cluster.apply(ns, Manifests.shell("client", "Never", "sleep 3600"));
        cluster.waitRolledOut(ns, "web");
        cluster.waitReady(ns, "pod/client");
        // Each pod serves its own name.
        for (var pod : pods(ns)) {
            if (pod.startsWith("pod/web-")) {
                cluster.kubectl("exec", "-n", ns, pod, "--", "sh", "-c", "hostname > /usr/share/nginx/html/name")
                        .ok();
            }
        }
        var address = cluster.value(ns, "service/web", "{.spec.clusterIP}");
        for (var name : List.of("web", "web." + ns, "web." + ns + ".svc", "web." + ns + ".svc.cluster.local")) {
            assertThat(inPod(ns, "wget -q -O - http://" + name + "/")).as(name).contains("Welcome to nginx");
        }
        assertThat(inPod(ns, "nslookup web." + ns + ".svc.cluster.local")).contains(address);
        assertThat(inPod(ns, "nslookup kubernetes.default.svc.cluster.local")).contains(".0.1");
        assertThat(inPod(ns, "nslookup kube-dns.kube-system.svc.cluster.local " + cluster.dnsAddress()))
                .as("the name server's own Service, and that it answers")
                .contains(cluster.dnsAddress());
        assertThat(cluster.kubectl(
                                "create",
                                "service",
                                "clusterip",
                                "thief",
                                "--tcp=53",
                                "--clusterip",
                                cluster.dnsAddress(),
                                "-n",
                                ns)
                        .out())
                .doesNotContain("created");
        assertThat(cluster.kubectl("exec", "-n", ns, "client", "--", "nslookup", "absent." + ns + ".svc.cluster.local")
                        .all())
                .contains("NXDOMAIN");

        var names = inPod(ns, "for i in $(seq 60); do wget -q -O - http://web/name; done")
                .lines()
                .toList();
        assertThat(names).hasSize(60);
        assertThat(names.stream().distinct()).hasSize(3);

        // From the node: by cluster IP, and at a port of the node's own.
        assertThat(Client.answers("http://" + address + "/")).isTrue();
        cluster.kubectl("patch", "service", "web", "-n", ns, "-p", "{\"spec\":{\"type\":\"NodePort\"}}")
                .ok();
        var nodePort = cluster.value(ns, "service/web", "{.spec.ports[0].nodePort}");
        assertThat(nodePort).matches("3[0-2]\\d{3}");
        var node = cluster.kubectl(
                        "get", "nodes", "-o", "jsonpath={.items[0].status.addresses[?(@.type=='InternalIP')].address}")
                .ok();
        cluster.until("the node port", () -> Client.answers("http://" + node + ":" + nodePort + "/"));
        assertThat(inPod(ns, "wget -q -O - http://" + node + ":" + nodePort + "/"))
                .contains("Welcome");

        // Pods that are gone get no requests: with none left the connection is refused at once.
        cluster.kubectl("scale", "deployment/web", "--replicas=0", "-n", ns).ok();
        cluster.until("nobody answers", () -> !Client.answers("http://" + address + "/"));
        cluster.deleteNamespace(ns);
    }

    private static int restarts(String ns, String pod) throws InterruptedException {
        return Integer.parseInt(cluster.value(ns, "pod/" + pod, "{.status.containerStatuses[0].restartCount}"));
    }

    private static List<String> pods(String ns) throws InterruptedException {
        return cluster.kubectl("get", "pods", "-n", ns, "-o", "name")
                .ok()
                .lines()
                .toList();
    }

    private static String podClient(String ns) throws InterruptedException {
        return cluster.kubectl("logs", "-n", ns, "client").ok();
    }

    private static String inPod(String ns, String command) throws InterruptedException {
        return cluster.kubectl("exec", "-n", ns, "client", "--", "sh", "-c", command)
                .ok();
    }

    /** Kills, on the machine, the one process that sleeps for so many seconds. */
    private static void killSleep(String seconds) {
        cluster.until("the process", () -> {
            var found = ProcessHandle.allProcesses()
                    .filter(process -> process.info().arguments().stream()
                            .anyMatch(arguments ->
                                    arguments.length > 0 && arguments[arguments.length - 1].equals(seconds)))
                    .toList();
            return found.size() == 1 && found.getFirst().destroyForcibly();
        });
    }
}
