package io.gantry.program.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What users type: the introduction's manifests, then every verb. What is cheap goes through all versions of kubectl. */
@Tag("real")
class KubectlTest {
    private static RealCluster cluster;
    private static String ns;

    @BeforeAll
    static void start() throws Exception {
        cluster = RealCluster.start();
        ns = cluster.namespace();
        cluster.apply(ns, Manifests.POD);
        cluster.apply(ns, Manifests.DEPLOYMENT);
        cluster.apply(ns, Manifests.SERVICE);
        cluster.waitReady(ns, "pod/hello");
        cluster.waitRolledOut(ns, "web");
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    static List<Kubectl> versions() {
        return Kubectl.all();
    }

    /**
     * @param command what is typed, words divided by one blank
     * @param expected regular expressions that its output must contain; none when there must be no output
     */
    record Verb(int exitCode, String command, String... expected) {
        @Override
        public String toString() {
            return command;
        }
    }

    private static Verb ok(String command, String... expected) {
        return new Verb(0, command, expected);
    }

    static final List<Verb> VERBS = List.of(
            ok("get pods", "NAME +READY +STATUS +RESTARTS +AGE", "hello +1/1 +Running +0 "),
            ok("get pods -o wide", "NODE +NOMINATED NODE", "hello +1/1 +Running +0 +\\S+ +10\\.\\d+\\.\\d+\\.\\d+ "),
            ok("get pod hello -o yaml", "kind: Pod", "phase: Running", "name: hello"),
            ok("get pod hello -o json", "\"kind\": \"Pod\"", "\"phase\": \"Running\""),
            ok("get pod hello -o name", "^pod/hello\\s*$"),
            ok("get pod hello -o jsonpath={.status.phase}", "^Running$"),
            ok("get pods -l app=hello -o name", "^pod/hello\\s*$"),
            ok("get pods --field-selector metadata.name=hello,status.phase=Running -o name", "^pod/hello\\s*$"),
            ok("get pods --field-selector status.phase=Failed -o name"),
            ok("get pods -A", "NAMESPACE +NAME", "test-1 +hello "),
            ok("get pods --sort-by=.metadata.name --show-labels", "app=hello"),
            ok(
                    "get deploy,rs,svc,endpointslices",
                    "deployment.apps/web +3/3 +3 +3",
                    "service/web +ClusterIP",
                    "80/TCP"),
            ok("get all", "pod/hello", "deployment.apps/web", "replicaset.apps/web-"),
            ok("get nodes -o wide", " Ready ", "INTERNAL-IP", "containerd://"),
            ok("get namespaces", "default +Active", "kube-system +Active"),
            ok("describe pod hello", "Status: +Running", "Image: +busybox", "Restart Count: +0", "Events:"),
            ok(
                    "describe deployment web",
                    "3 desired \\| 3 updated \\| 3 total \\| 3 available",
                    "NewReplicaSet: +web-"),
            ok("describe service web", "Type: +ClusterIP", "Endpoints: +10\\."),
            ok("describe node", "Ready +True", "Capacity:", "Non-terminated Pods:"),
            ok("logs hello", "^Hello from the pod\\s*$"),
            ok("logs hello -c main --tail=1", "Hello from the pod"),
            ok("logs hello --since=1h --timestamps", "^\\d{4}-\\d\\d-\\d\\dT.* Hello from the pod"),
            ok("logs hello --tail=0"),
            ok("exec hello -- cat /etc/hostname", "^hello\\s*$"),
            new Verb(7, "exec hello -- sh -c exit${IFS}7", "exit code 7"),
            new Verb(1, "exec hello -c none -- true", "none"),
            ok("rollout status deployment/web", "successfully rolled out"),
            ok("rollout history deployment/web", "REVISION", "1 +<none>"),
            ok("wait --for=condition=Ready pod/hello --timeout=5s", "condition met"),
            ok("explain pod.spec.containers", "KIND: +Pod", "imagePullPolicy"),
            ok("explain deployment.spec.strategy", "rollingUpdate"),
            ok("api-resources", "deployments +deploy +apps/v1 +true +Deployment", "pods +po +v1"),
            ok("api-versions", "apps/v1", "(?m)^v1$"),
            ok("cluster-info", "control plane", "is running at"),
            ok("version", "Server Version:.*v1\\.36"),
            ok("auth can-i create deployments.apps", "^yes\\s*$"),
            new Verb(1, "auth can-i create pods --as=nobody", "^no\\s*"),
            ok("auth can-i --list", "\\*\\.\\*"),
            ok("events", "SuccessfulCreate"),
            ok("get events", "SuccessfulCreate"),
            ok("get --raw /readyz", "^ok$"),
            ok("create deployment dry --image=nginx --dry-run=server -o yaml", "kind: Deployment", "uid: "),
            new Verb(1, "get pod nothing", "\\(NotFound\\): pods \"nothing\" not found"),
            new Verb(1, "get gadgets", "the server doesn't have a resource type \"gadgets\""));

    static Stream<Arguments> verbs() {
        return versions().stream().flatMap(version -> VERBS.stream().map(verb -> Arguments.of(version, verb)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("verbs")
    void verb(Kubectl version, Verb verb) throws Exception {
        var words = new ArrayList<>(List.of("-n", ns));
        words.addAll(List.of(verb.command().split(" ")));
        var output = cluster.kubectlWith(version, "", words.toArray(String[]::new));
        assertThat(output.code()).as(output.all()).isEqualTo(verb.exitCode());
        if (verb.expected().length == 0) {
            assertThat(output.out()).isEmpty();
        }
        for (var expected : verb.expected()) {
            assertThat(output.all()).containsPattern(Pattern.compile(expected, Pattern.MULTILINE));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void objectFromCreateToDelete(Kubectl version, @TempDir Path dir) throws Exception {
        var name = "config-" + version.version().replace('.', '-');
        kubectl(version, "create configmap " + name + " --from-literal=colour=blue");
        kubectl(version, "label configmap " + name + " tier=" + name);
        kubectl(version, "annotate configmap " + name + " note=seen");
        kubectl(version, "patch configmap " + name + " -p {\"data\":{\"a\":\"strategic\"}}");
        kubectl(version, "patch configmap " + name + " --type=merge -p {\"data\":{\"b\":\"merge\"}}");
        kubectl(
                version,
                "patch configmap " + name
                        + " --type=json -p [{\"op\":\"add\",\"path\":\"/data/c\",\"value\":\"json\"}]");
        assertThat(cluster.value(ns, "configmap/" + name, "{.data}"))
                .isEqualTo("{\"a\":\"strategic\",\"b\":\"merge\",\"c\":\"json\",\"colour\":\"blue\"}");

        var manifest = """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s-applied
                data:
                  size: %s
                """;
        var file = dir.resolve("config.yaml");
        Files.writeString(file, manifest.formatted(name, "small"));
        assertThat(kubectl(version, "apply -f " + file)).contains("created");
        assertThat(kubectl(version, "apply -f " + file)).contains("unchanged");
        assertThat(kubectl(version, "diff -f " + file)).isEmpty();
        Files.writeString(file, manifest.formatted(name, "large"));
        var diff = cluster.kubectlWith(version, "", "-n", ns, "diff", "-f", file.toString());
        assertThat(diff.code()).as(diff.all()).isEqualTo(1);
        assertThat(diff.out()).contains("-  size: small", "+  size: large");
        assertThat(kubectl(version, "apply -f " + file)).contains("configured");
        assertThat(kubectl(version, "apply --server-side --force-conflicts -f " + file))
                .contains("serverside-applied");
        assertThat(kubectl(version, "get configmap -l tier=" + name + " -o name"))
                .isEqualTo("configmap/" + name + "\n");
        assertThat(kubectl(version, "delete configmap -l tier=" + name)).contains("deleted");
        assertThat(kubectl(version, "delete -f " + file)).contains("deleted");
        assertThat(kubectl(version, "get configmap " + name + " --ignore-not-found"))
                .isEmpty();
    }

    /** Streams: kubectl before 1.31 speaks SPDY, later ones WebSockets. */
    @ParameterizedTest
    @MethodSource("versions")
    void streams(Kubectl version, @TempDir Path dir) throws Exception {
        var typed = cluster.kubectlWith(version, "one\ntwo\n", "-n", ns, "exec", "-i", "hello", "--", "wc", "-l");
        assertThat(typed.ok().strip()).isEqualTo("2");

        var file = dir.resolve("file");
        Files.writeString(file, "carried " + version.version() + "\n".repeat(5000));
        kubectl(version, "cp " + file + " hello:/tmp/there");
        kubectl(version, "cp hello:/tmp/there " + dir.resolve("back"));
        assertThat(dir.resolve("back")).hasSameTextualContentAs(file);

        try (var terminal = cluster.terminal(version, "exec -it -n " + ns + " hello -- sh")) {
            cluster.until("prompt", () -> terminal.output().contains("# "));
            var keyboard = terminal.input();
            keyboard.write("tty; echo rows $((40+2)); exit 5\n".getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            cluster.until("end of the shell", () -> !terminal.isRunning());
            assertThat(terminal.output()).contains("/dev/pts/", "rows 42");
            // kubectl itself ends with 1 for a command that failed in a terminal, with its code since 1.5.
            assertThat(terminal.exitCode()).as(terminal.output()).isEqualTo(5);
        }

        var pod = cluster.kubectl("get", "pods", "-n", ns, "-l", "app=web", "-o", "name")
                .ok()
                .lines()
                .findFirst();
        try (var forward = cluster.backgroundWith(
                version, "port-forward", "-n", ns, pod.orElseThrow(), ":80", "--address=127.0.0.1")) {
            cluster.until("the local port", () -> forward.output().contains("Forwarding from"));
            var port = forward.output().replaceAll("(?s).*Forwarding from 127.0.0.1:(\\d+) .*", "$1");
            for (int request = 0; request < 3; request++) {
                assertThat(get("http://127.0.0.1:" + port + "/")).contains("Welcome to nginx");
            }
        }
    }

    @Test
    void logsAreFollowedAndPreviousOnesKept() throws Exception {
        cluster.apply(
                ns,
                Manifests.shell(
                        "counter",
                        "Always",
                        "i=0; while [ $i -lt 4 ]; do i=$((i+1)); echo line $i; sleep 1; done; exit 3"));
        cluster.waitReady(ns, "pod/counter");
        try (var follow = cluster.background("logs", "-f", "-n", ns, "counter")) {
            cluster.until("the end of the log", () -> !follow.isRunning());
            assertThat(follow.output()).contains("line 1\nline 2\nline 3\nline 4\n");
            assertThat(follow.exitCode()).isZero();
        }
        cluster.until(
                "a restart",
                () -> Integer.parseInt(cluster.value(ns, "pod/counter", "{.status.containerStatuses[0].restartCount}"))
                        > 0);
        assertThat(cluster.kubectl("logs", "--previous", "-n", ns, "counter").ok())
                .endsWith("line 4\n");
        cluster.kubectl("delete", "pod", "counter", "-n", ns, "--grace-period=1")
                .ok();
    }

    @Test
    void attachRunExposeAndEdit() throws Exception {
        var run = cluster.kubectlIn(
                "typed in\n",
                "run",
                "once",
                "-n",
                ns,
                "--image=busybox",
                "--restart=Never",
                "--rm",
                "-i",
                "--quiet",
                "--command",
                "--",
                "sh",
                "-c",
                "read line; echo got $line");
        assertThat(run.ok()).contains("got typed in");
        cluster.until(
                "the pod to go",
                () -> cluster.kubectl("get", "pod", "once", "-n", ns).code() != 0);

        cluster.apply(ns, Manifests.shell("talker", "Never", "while true; do echo talking; sleep 0.3; done"));
        cluster.waitReady(ns, "pod/talker");
        try (var attached = cluster.background("attach", "-n", ns, "talker")) {
            cluster.until("what it says", () -> attached.output().contains("talking\ntalking"));
        }
        cluster.kubectl("delete", "pod", "talker", "-n", ns, "--grace-period=0", "--force")
                .ok();

        cluster.kubectl("expose", "deployment", "web", "-n", ns, "--name=exposed", "--port=8080", "--target-port=80")
                .ok();
        cluster.until(
                "an answer",
                () -> answers("http://" + cluster.value(ns, "service/exposed", "{.spec.clusterIP}") + ":8080/"));

        var edit = Shell.run(
                Duration.ofSeconds(20),
                with(cluster, "KUBE_EDITOR", "sed -i s/port:.8080/port:\\ 8181/"),
                "",
                List.of(Kubectl.newest().program().toString(), "edit", "service", "exposed", "-n", ns));
        assertThat(edit.ok()).contains("edited");
        assertThat(cluster.value(ns, "service/exposed", "{.spec.ports[0].port}"))
                .isEqualTo("8181");
    }

    @Test
    void watchShowsEachChange() throws Exception {
        try (var watch = cluster.background("get", "configmaps", "-n", ns, "-w", "--output-watch-events")) {
            cluster.until("the first ones", () -> watch.output().contains("kube-root-ca.crt"));
            cluster.kubectl("create", "configmap", "watched", "-n", ns).ok();
            cluster.kubectl("delete", "configmap", "watched", "-n", ns).ok();
            cluster.until(
                    "its end",
                    () -> Pattern.compile("DELETED +watched")
                            .matcher(watch.output())
                            .find());
            assertThat(watch.output()).containsPattern("ADDED +watched");
        }
    }

    @Test
    void cascadeLeavesOrTakesThePods() throws Exception {
        cluster.apply(ns, Manifests.deployment("parent", 1, "nginx:1.7.9"));
        cluster.waitRolledOut(ns, "parent");
        cluster.kubectl("delete", "deployment", "parent", "-n", ns, "--cascade=orphan")
                .ok();
        var left = cluster.kubectl("get", "rs,pods", "-l", "app=parent", "-n", ns, "-o", "name")
                .ok();
        assertThat(left.lines()).hasSize(2);
        cluster.kubectl("delete", "rs", "-l", "app=parent", "-n", ns, "--cascade=foreground", "--timeout=40s")
                .ok();
        assertThat(cluster.kubectl("get", "pods", "-l", "app=parent", "-n", ns, "-o", "name")
                        .ok())
                .isEmpty();
    }

    private static String kubectl(Kubectl version, String command) throws InterruptedException {
        var words = new ArrayList<>(List.of("-n", ns));
        words.addAll(List.of(command.split(" ")));
        return cluster.kubectlWith(version, "", words.toArray(String[]::new)).ok();
    }

    private static Map<String, String> with(RealCluster cluster, String name, String value) {
        var environment = new HashMap<>(cluster.environment());
        environment.put(name, value);
        return environment;
    }

    private static String get(String url) throws IOException {
        var connection = URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(5000);
        connection.setReadTimeout(5000);
        try (var body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean answers(String url) {
        try {
            return get(url).contains("Welcome to nginx");
        } catch (IOException e) {
            return false;
        }
    }
}
