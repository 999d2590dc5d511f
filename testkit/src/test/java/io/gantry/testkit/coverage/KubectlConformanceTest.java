package io.gantry.testkit.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.testkit.coverage.Kubectl.Result;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What kubectl shows and does of an API server. */
@ExtendWith(LoopingCluster.class)
@Timeout(120)
class KubectlConformanceTest {
    private static final String CLI = "[sig-cli] Kubectl client ";
    private static final String OPENAPI =
            "[sig-api-machinery] CustomResourcePublishOpenAPI [Privileged:ClusterAdmin] works for CRD ";

    @TempDir
    Path directory;

    @Test
    @Conformance({
        CLI + "Kubectl api-versions should check if v1 is in available api versions",
        CLI + "Kubectl cluster-info should check if Kubernetes control plane services is included in cluster-info",
        CLI + "Kubectl version should check is all data is printed"
    })
    void whatTheServerIs(Api api) throws Exception {
        Kubectl kubectl = new Kubectl(api, directory);
        assertThat(kubectl.output("", "api-versions").lines()).contains("v1");
        assertThat(kubectl.output("", "cluster-info"))
                .contains(
                        "Kubernetes control plane",
                        " is running at ",
                        api.endpoint().base().toString());
        assertThat(kubectl.output("", "version")).contains("Client Version: ", "Server Version: ");
        Map<String, Object> version = Api.yaml(kubectl.output("", "version", "-o", "yaml"));
        for (String side : new String[] {"clientVersion", "serverVersion"}) {
            for (String field : new String[] {
                "major", "minor", "gitVersion", "gitCommit", "buildDate", "goVersion", "compiler", "platform"
            }) {
                assertThat(Trees.text(version, side + "." + field))
                        .as(side + "." + field)
                        .isNotEmpty();
            }
        }
    }

    @Test
    @Conformance({
        CLI + "Kubectl run pod should create a pod from an image when restart is Never",
        CLI + "Kubectl server-side dry-run should check if kubectl can dry-run update Pods"
    })
    void podsAreRunAndChangedWithoutEffect(Api api) throws Exception {
        Kubectl kubectl = new Kubectl(api, directory);
        String path = api.path("v1/pods/p");
        kubectl.output("", "run", "p", "--restart=Never", "--image=web:1");
        Trees.assertHolds(api.get(path), Api.yaml("{spec: {restartPolicy: Never, containers: [{image: 'web:1'}]}}"));

        String change = "{\"spec\":{\"containers\":[{\"name\":\"p\",\"image\":\"web:2\"}]}}";
        assertThat(kubectl.output("", "patch", "pod", "p", "-p", change, "--dry-run=server", "-o", "yaml"))
                .contains("web:2");
        assertThat(Trees.text(api.get(path), "spec.containers.0.image")).isEqualTo("web:1");
    }

    @Test
    @Conformance(CLI + "Kubectl diff should check if kubectl diff finds a difference for Deployments")
    void differencesAreFound(Api api) throws Exception {
        Kubectl kubectl = new Kubectl(api, directory);
        String deployment = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 0
                  selector: {matchLabels: {a: b}}
                  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: "web:1"}]}}
                """;
        kubectl.output(deployment, "create", "-f", "-");

        Result result = kubectl.run(deployment.replace("web:1", "web:2"), "diff", "-f", "-");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).containsPattern("-.*web:1").containsPattern("\\+.*web:2");
    }

    @Test
    @Conformance({
        CLI + "Proxy server should support --unix-socket=/path",
        CLI + "Proxy server should support proxy with --port 0"
    })
    void theApiIsReachedByAProxy(Api api) throws Exception {
        Kubectl kubectl = new Kubectl(api, directory);
        Path socket = directory.resolve("proxy.sock");
        assertProxies(kubectl, UnixDomainSocketAddress.of(socket), "--unix-socket=" + socket);
        assertProxies(kubectl, null, "--port=0");
    }

    /** @param at where it listens; null for 127.0.0.1 and the port that it says */
    private static void assertProxies(Kubectl kubectl, @Nullable SocketAddress at, String option) throws Exception {
        Process proxy = kubectl.start("proxy", option);
        try (BufferedReader said = new BufferedReader(new InputStreamReader(proxy.getInputStream(), UTF_8))) {
            String line = said.readLine();
            assertThat(line).startsWith("Starting to serve on ");
            SocketAddress address = at != null
                    ? at
                    : new InetSocketAddress(
                            InetAddress.ofLiteral("127.0.0.1"),
                            Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
            try (SocketChannel channel = SocketChannel.open(address)) {
                channel.write(ByteBuffer.wrap(
                        "GET /api/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(UTF_8)));
                InputStream in = Channels.newInputStream(channel);
                assertThat(new String(in.readAllBytes(), UTF_8))
                        .startsWith("HTTP/1.1 200 ")
                        .contains("\"APIVersions\"");
            }
        } finally {
            proxy.destroy();
        }
    }

    private static String thing(String group, String rest) {
        return "apiVersion: " + group + ".example.com/v1\nkind: Thing\nmetadata: {name: one}\n" + rest + "\n";
    }

    /** An object with fields that no schema names is created, and changed. */
    private static void assertTakesAnything(Kubectl kubectl, String group, String rest) throws Exception {
        kubectl.output(thing(group, rest), "create", "--validate=strict", "-f", "-");
        kubectl.output(thing(group, rest.replace("blue", "green")), "apply", "--validate=strict", "-f", "-");
        kubectl.output("", "delete", "things." + group + ".example.com", "one");
    }

    @Test
    @Conformance({
        OPENAPI + "without validation schema",
        OPENAPI + "preserving unknown fields at the schema root",
        OPENAPI + "preserving unknown fields in an embedded object"
    })
    void whatKeepsUnknownFieldsTakesAndExplainsThem(Api api) throws Exception {
        Kubectl kubectl = new Kubectl(api, directory);
        Definitions.withSchema(api, "kubectl-any", Definitions.ANYTHING);
        Definitions.withSchema(
                api,
                "kubectl-root",
                "{type: object, x-kubernetes-preserve-unknown-fields: true, description: Any thing.,"
                        + " properties: {spec: {type: object, properties: {size: {type: integer}}}}}");
        Definitions.withSchema(
                api,
                "kubectl-inner",
                "{type: object, description: A thing., properties: {spec: {type: object,"
                        + " x-kubernetes-preserve-unknown-fields: true, description: What is wanted.}}}");

        assertTakesAnything(kubectl, "kubectl-any", "colour: blue");
        assertTakesAnything(kubectl, "kubectl-root", "colour: blue");
        assertTakesAnything(kubectl, "kubectl-inner", "spec: {colour: blue}");
        assertThat(kubectl.output("", "explain", "things.kubectl-any.example.com"))
                .containsPattern("KIND: +Thing")
                .contains("DESCRIPTION:");
        assertThat(kubectl.output("", "explain", "things.kubectl-root.example.com"))
                .containsPattern("KIND: +Thing");
        assertThat(kubectl.output("", "explain", "things.kubectl-inner.example.com.spec"))
                .contains("What is wanted.");
    }

    @Test
    @Conformance(OPENAPI + "with validation schema")
    void aSchemaIsKeptAndExplained(Api api) throws Exception {
        Kubectl kubectl = new Kubectl(api, directory);
        Definitions.withSchema(
                api,
                "kubectl-schema",
                "{type: object, description: A thing., properties: {spec: {type: object, description: What is wanted.,"
                        + " required: [bars], properties: {bars: {type: array, description: Its bars.,"
                        + " items: {type: object, required: [name], properties: {name: {type: string,"
                        + " description: How it is called.}, age: {type: integer}}}}}}}}");
        kubectl.output(thing("kubectl-schema", "spec: {bars: [{name: a, age: 3}]}"), "create", "-f", "-");
        kubectl.output(thing("kubectl-schema", "spec: {bars: [{name: b}]}"), "apply", "-f", "-");

        assertRefused(kubectl, "spec: {bars: [{name: a, colour: blue}]}", "unknown field \"spec.bars[0].colour\"");
        assertRefused(kubectl, "spec: {bars: [{age: 3}]}", "spec.bars[0].name: Required value");
        assertThat(kubectl.output("", "explain", "things.kubectl-schema.example.com.spec.bars"))
                .contains("Its bars.", "How it is called.", "-required-");
        assertThat(kubectl.run("", "explain", "things.kubectl-schema.example.com.spec.nothing")
                        .exitCode())
                .isNotZero();
    }

    private static void assertRefused(Kubectl kubectl, String rest, String why) throws Exception {
        for (String verb : new String[] {"create", "apply"}) {
            String object = thing("kubectl-schema", rest).replace("name: one", "name: wrong");
            Result result = kubectl.run(object, verb, "--validate=strict", "-f", "-");
            assertThat(result.exitCode()).isNotZero();
            assertThat(result.text()).contains(why);
        }
    }
}
