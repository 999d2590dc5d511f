package io.gantry.program.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is wrong is refused with Kubernetes' own words, or shown where the user looks for it. */
@Tag("real")
class BadInputTest {
    private static RealCluster cluster;
    private static String ns;

    @BeforeAll
    static void start() throws Exception {
        cluster = RealCluster.start();
        ns = cluster.namespace();
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void unknownField() throws Exception {
        var manifest = Manifests.POD.replace("image: busybox", "image: busybox\n    imagePullPollicy: Always");
        refused(manifest, "strict decoding error: unknown field \"spec.containers[0].imagePullPollicy\"");
        var warned = cluster.kubectlIn(manifest, "create", "--validate=warn", "--dry-run=server", "-n", ns, "-f", "-");
        warned.ok();
        assertThat(warned.err()).contains("unknown field \"spec.containers[0].imagePullPollicy\"");
    }

    /** As JSON: kubectl itself drops duplicates from YAML. */
    @Test
    void duplicateField() throws Exception {
        var output = cluster.kubectlIn(
                """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "one", "name": "two"}}""", "create", "--raw", "/api/v1/namespaces/" + ns + "/configmaps?fieldValidation=Strict", "-f", "-");
        assertThat(output.code()).isEqualTo(1);
        assertThat(output.err()).contains("strict decoding error: duplicate field \"metadata.name\"");
    }

    @Test
    void wrongType() throws Exception {
        refused(
                Manifests.DEPLOYMENT.replace("replicas: 3", "replicas: three"),
                "cannot unmarshal string",
                "spec.replicas");
    }

    @Test
    void failedValidation() throws Exception {
        refused(
                Manifests.POD
                        .replace("name: hello", "name: Not_A_Name")
                        .replace("    image: busybox\n", "")
                        .replace("spec:", "spec:\n  restartPolicy: Sometimes"),
                "is invalid",
                "metadata.name",
                "spec.containers[0].image: Required value",
                "spec.restartPolicy: Unsupported value: \"Sometimes\"");
        refused(
                Manifests.DEPLOYMENT.replace("    matchLabels:\n      app: web", "    matchLabels:\n      app: other"),
                "spec.template.metadata.labels",
                "`selector` does not match template `labels`");
    }

    @Test
    void brokenYamlAndUnknownKind() throws Exception {
        refused("apiVersion: v1\nkind: Pod\nmetadata: [", "error");
        refused("apiVersion: v1\nkind: Gadget\nmetadata:\n  name: a\n", "no matches for kind \"Gadget\"");
    }

    @Test
    void conflict() throws Exception {
        cluster.kubectl("create", "configmap", "shared", "-n", ns).ok();
        var stale = cluster.kubectl(
                "patch",
                "configmap",
                "shared",
                "-n",
                ns,
                "--type=merge",
                "-p",
                "{\"metadata\":{\"resourceVersion\":\"1\"},\"data\":{\"a\":\"b\"}}");
        assertThat(stale.code()).isEqualTo(1);
        assertThat(stale.err()).contains("(Conflict)", "the object has been modified");
        var again = cluster.kubectl("create", "configmap", "shared", "-n", ns);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("configmaps \"shared\" already exists");

        var applied = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: owned\ndata:\n  a: %s\n";
        cluster.kubectlIn(
                        applied.formatted("one"),
                        "apply",
                        "--server-side",
                        "--field-manager=first",
                        "-n",
                        ns,
                        "-f",
                        "-")
                .ok();
        var other = cluster.kubectlIn(
                applied.formatted("two"), "apply", "--server-side", "--field-manager=second", "-n", ns, "-f", "-");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("conflict with \"first\"", ".data.a");
    }

    @Test
    void missingRights() throws Exception {
        cluster.kubectl("create", "serviceaccount", "reader", "-n", ns).ok();
        var token = cluster.kubectl("create", "token", "reader", "-n", ns).ok().strip();
        List<String> asReader = List.of(
                "--kubeconfig=/dev/null",
                "--server=https://127.0.0.1:" + cluster.port(),
                "--insecure-skip-tls-verify",
                "--token=" + token);
        var forbidden = as(asReader, "get", "pods", "-n", ns);
        assertThat(forbidden.code()).isEqualTo(1);
        assertThat(forbidden.err())
                .contains("(Forbidden): pods is forbidden: User \"system:serviceaccount:" + ns
                        + ":reader\" cannot list resource \"pods\" in API group \"\" in the namespace \"" + ns + "\"");

        cluster.kubectl("create", "role", "reader", "--verb=get,list", "--resource=pods", "-n", ns)
                .ok();
        cluster.kubectl(
                        "create",
                        "rolebinding",
                        "reader",
                        "--role=reader",
                        "--serviceaccount=" + ns + ":reader",
                        "-n",
                        ns)
                .ok();
        cluster.until("the right", () -> as(asReader, "get", "pods", "-n", ns).code() == 0);
        // Also of what is not there: who may not delete does not learn that.
        assertThat(as(asReader, "delete", "pod", "absent", "-n", ns).err())
                .contains("(Forbidden): pods \"absent\" is forbidden: User \"system:serviceaccount:" + ns
                        + ":reader\" cannot delete resource \"pods\"");
        var wrong =
                as(List.of(asReader.get(0), asReader.get(1), asReader.get(2), "--token=no.such.token"), "get", "pods");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("must be logged in");
    }

    private static Shell.Output as(List<String> who, String... command) throws InterruptedException {
        var words = new ArrayList<>(who);
        words.addAll(List.of(command));
        return cluster.kubectl(words.toArray(String[]::new));
    }

    @Test
    void absentImage() throws Exception {
        cluster.kubectl("run", "ghost", "--image=localhost:1/ghost:9", "-n", ns).ok();
        cluster.until(
                "the reason",
                () -> cluster.kubectl("get", "pod", "ghost", "-n", ns).out().contains("ImagePullBackOff"));
        assertThat(cluster.kubectl("describe", "pod", "ghost", "-n", ns).ok())
                .contains(
                        "its registry cannot be reached",
                        "gantry image import",
                        "Back-off pulling image \"localhost:1/ghost:9\"");
        cluster.kubectl("delete", "pod", "ghost", "-n", ns).ok();
    }

    @Test
    void absentCommand() throws Exception {
        cluster.kubectl(
                        "run",
                        "nothing",
                        "--image=busybox",
                        "--restart=Never",
                        "-n",
                        ns,
                        "--command",
                        "--",
                        "/does/not/exist")
                .ok();
        cluster.until(
                "the reason",
                () -> cluster.kubectl("get", "pod", "nothing", "-n", ns).out().contains("StartError"));
        assertThat(cluster.value(ns, "pod/nothing", "{.status.containerStatuses[0].state.terminated.message}"))
                .contains("/does/not/exist");
        assertThat(cluster.value(ns, "pod/nothing", "{.status.phase}")).isEqualTo("Failed");
        cluster.kubectl("delete", "pod", "nothing", "-n", ns).ok();
    }

    @Test
    void podThatFitsNowhere() throws Exception {
        cluster.apply(
                ns,
                Manifests.POD.replace("name: hello", "name: giant")
                        + "    resources:\n      requests:\n        cpu: 1000\n");
        cluster.until(
                "the reason",
                () -> cluster.kubectl("describe", "pod", "giant", "-n", ns)
                        .out()
                        .contains("0/1 nodes are available: 1 Insufficient cpu"));
        cluster.kubectl("delete", "pod", "giant", "-n", ns).ok();
    }

    private static void refused(String manifest, String... words) throws InterruptedException {
        var output = cluster.kubectlIn(manifest, "create", "-n", ns, "-f", "-");
        assertThat(output.code()).as(output.all()).isEqualTo(1);
        assertThat(output.err()).contains(words).doesNotContain("Exception");
    }
}
