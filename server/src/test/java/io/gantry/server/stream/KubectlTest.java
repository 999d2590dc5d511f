package io.gantry.server.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.gantry.server.edge.TestEdge;
import io.gantry.server.edge.TestTls;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kubectl that this machine has, against the bridges: {@code kubectl} on the path and {@code kubectl.1.*} beside the
 * file that it links to. Skipped where there is none.
 */
@Timeout(120)
class KubectlTest {
    @TempDir
    Path directory;

    static List<Path> kubectls() throws IOException {
        var found = new ArrayList<Path>();
        for (String entry : String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1)) {
            var kubectl = Path.of(entry, "kubectl");
            if (Files.isExecutable(kubectl)) {
                try (Stream<Path> beside = Files.list(kubectl.toRealPath().getParent())) {
                    beside.filter(path -> path.getFileName().toString().matches("kubectl\\.1\\.(27|30|31|33)"))
                            .sorted()
                            .forEach(found::add);
                }
                if (found.isEmpty()) {
                    found.add(kubectl);
                }
                return found;
            }
        }
        found.add(Path.of("no-kubectl"));
        return found;
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier that nobody compares
    private record Result(int exitCode, byte[] out, String errors) {
        String text() {
            return new String(out, UTF_8);
        }
    }

    private ProcessBuilder command(TestEdge edge, Path kubectl, String... arguments) throws IOException {
        var ca = Files.writeString(directory.resolve("ca.pem"), TestTls.CA.getRootCertificatePEM());
        var command = new ArrayList<>(List.of(
                kubectl.toString(),
                "--kubeconfig",
                Files.writeString(directory.resolve("none"), "").toString(),
                "--server",
                edge.uri("").toString(),
                "--token",
                "any",
                "--certificate-authority",
                ca.toString(),
                "--cache-dir",
                directory.resolve("cache").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private Result run(TestEdge edge, Path kubectl, byte[] input, String... arguments) throws Exception {
        var in = Files.write(directory.resolve("in"), input);
        var out = directory.resolve("out");
        var errors = directory.resolve("errors");
        var process = command(edge, kubectl, arguments)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("%s ends", Arrays.toString(arguments))
                .isTrue();
        return new Result(process.exitValue(), Files.readAllBytes(out), Files.readString(errors));
    }

    private static void assume(Path kubectl) {
        assumeTrue(Files.isExecutable(kubectl), "there is no kubectl on this machine");
    }

    @ParameterizedTest
    @MethodSource("kubectls")
    void execAttachLogsAndCopy(Path kubectl) throws Exception {
        assume(kubectl);
        byte[] large = new byte[2_000_000];
        new Random(1).nextBytes(large);
        byte[] none = {};
        for (boolean refuseWebSocket : new boolean[] {false, true}) {
            var api = new FakePodApi(refuseWebSocket);
            try (var edge = TestEdge.tls(api)) {
                assertThat(run(edge, kubectl, none, "exec", "p", "--", "echo", "hello")
                                .text())
                        .isEqualTo("hello\n");
                var failing = run(edge, kubectl, none, "exec", "p", "--", "sh", "-c", "echo oh >&2; exit 3");
                assertThat(failing.exitCode()).isEqualTo(3);
                assertThat(failing.errors()).contains("oh\n", "command terminated with exit code 3");
                assertThat(run(edge, kubectl, large, "exec", "-i", "p", "--", "cat")
                                .out())
                        .isEqualTo(large);
                var absent = run(edge, kubectl, none, "exec", "p", "-c", "absent", "--", "true");
                assertThat(absent.exitCode()).isEqualTo(1);
                assertThat(absent.errors()).contains("container not found");
                assertThat(run(edge, kubectl, "line\n".getBytes(UTF_8), "attach", "-i", "p")
                                .text())
                        .contains("got line\n");
                assertThat(run(edge, kubectl, none, "logs", "p").text()).isEqualTo("line 1\nline 2\n");

                var source = Files.write(directory.resolve("source"), large);
                var target = directory.resolve("pod-file");
                assertThat(run(edge, kubectl, none, "cp", source.toString(), "p:" + target)
                                .exitCode())
                        .isZero();
                var back = directory.resolve("back");
                assertThat(run(edge, kubectl, none, "cp", "p:" + target, back.toString())
                                .exitCode())
                        .isZero();
                assertThat(Files.readAllBytes(back)).isEqualTo(large);
                Files.delete(target);
            }
            boolean knowsWebSocket = !kubectl.toString().contains("1.27") && !refuseWebSocket;
            // A refusal, as of the absent container, is tried again over SPDY by those that know both.
            assertThat(api.upgrades)
                    .filteredOn(upgrade -> upgrade.contains("websocket v5.channel.k8s.io"))
                    .hasSize(knowsWebSocket ? 8 : 0);
            assertThat(api.upgrades)
                    .filteredOn(upgrade -> upgrade.contains("v4.channel.k8s.io"))
                    .hasSize(knowsWebSocket ? 1 : 8);
        }
    }

    @ParameterizedTest
    @MethodSource("kubectls")
    void anExecWhoseKubectlIsKilledEnds(Path kubectl) throws Exception {
        assume(kubectl);
        var api = new FakePodApi(false);
        try (var edge = TestEdge.tls(api)) {
            var process = command(edge, kubectl, "exec", "p", "--", "sh", "-c", "echo up; exec sleep 100")
                    .start();
            assertThat(process.getInputStream().read()).isEqualTo('u');
            var session = api.node.sessions.take();
            assertThat(session.alive()).isTrue();
            process.destroyForcibly();
            await().until(() -> !session.alive());
        }
    }

    @ParameterizedTest
    @MethodSource("kubectls")
    void followedLogsArriveAtOnceAndEndWithTheClient(Path kubectl) throws Exception {
        assume(kubectl);
        var api = new FakePodApi(false);
        try (var edge = TestEdge.tls(api)) {
            var process = command(edge, kubectl, "logs", "-f", "p").start();
            assertThat(new String(process.getInputStream().readNBytes(14), UTF_8))
                    .isEqualTo("line 1\nline 2\n");
            process.destroyForcibly();
            assertThat(api.node.logsEnded.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String said(Process process) throws IOException {
        process.destroy();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @ParameterizedTest
    @MethodSource("kubectls")
    void portForward(Path kubectl) throws Exception {
        assume(kubectl);
        byte[] page = new byte[500_000];
        new Random(2).nextBytes(page);
        var inPod = HttpServer.create(TestEdge.anyPort(), 0);
        inPod.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        inPod.start();
        for (boolean refuseWebSocket : new boolean[] {false, true}) {
            var api = new FakePodApi(refuseWebSocket);
            int local;
            try (var free = new ServerSocket(0)) {
                local = free.getLocalPort();
            }
            Process process = null;
            try (var edge = TestEdge.tls(api);
                    var client = HttpClient.newHttpClient()) {
                process = command(
                                edge,
                                kubectl,
                                "port-forward",
                                "p",
                                local + ":" + inPod.getAddress().getPort())
                        .redirectErrorStream(true)
                        .start();
                assertThat(process.getInputStream().read())
                        .as("Forwarding from...")
                        .isEqualTo('F');
                for (int i = 0; i < 5; i++) {
                    try {
                        var response = client.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + local + "/"))
                                        .timeout(Duration.ofSeconds(20))
                                        .build(),
                                BodyHandlers.ofByteArray());
                        assertThat(response.body()).isEqualTo(page);
                    } catch (IOException e) {
                        throw new AssertionError(
                                "request " + i + ", SPDY " + refuseWebSocket + ", kubectl said " + said(process), e);
                    }
                }
            } finally {
                if (process != null) {
                    process.destroyForcibly();
                }
            }
            boolean tunnels = kubectl.toString().matches(".*1\\.3[1-9]") && !refuseWebSocket;
            assertThat(api.upgrades)
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains(tunnels ? "websocket SPDY/3.1+portforward.k8s.io" : "spdy portforward.k8s.io");
        }
        inPod.stop(0);
    }
}
