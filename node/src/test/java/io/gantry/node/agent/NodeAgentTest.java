package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.Reason;
import io.gantry.client.WriteOptions;
import io.gantry.node.runtime.ExecResult;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SimulatedBehaviour;
import io.gantry.node.runtime.SimulatedRuntime.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Whole lives of pods. As root: volumes are mounted. */
@EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "mounts file systems")
final class NodeAgentTest {
    private static final String ONE = "containers: [{name: a, image: app}]";

    @TempDir
    Path directory;

    private AgentFixture node;

    @BeforeEach
    void start() throws Exception {
        node = new AgentFixture(directory.toRealPath());
        node.runtime.image("app", SimulatedBehaviour.SERVER);
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    private ContainerStatus first() {
        return node.pod().orElseThrow().status().containerStatuses().getFirst();
    }

    @Test
    void comesUpAndIsDeletedWithoutATrace() {
        Pod pod = node.pod(ONE + "\nvolumes: [{name: v, emptyDir: {}}]");
        node.untilPod(AgentFixture::ready);
        Pod running = node.pod().orElseThrow();
        assertThat(running.status().phase()).isEqualTo("Running");
        assertThat(running.status().podIP()).isEqualTo("10.0.0.2");
        assertThat(running.status().hostIP()).isEqualTo("192.168.0.1");
        assertThat(first().image()).isEqualTo("app");
        assertThat(first().started()).isTrue();
        assertThat(node.events)
                .containsExactly(
                        "Pulled: Container image \"app\" already present on machine and can be accessed by the pod",
                        "Created: Container created",
                        "Started: Container started");
        assertThat(node.data.resolve("pods").resolve(pod.uid()).resolve("volumes/v"))
                .isDirectory();
        node.delete(30);
        node.until(() -> node.pod().isEmpty() && node.sandboxes() == 0);
        assertThat(node.data.resolve("pods").resolve(pod.uid())).doesNotExist();
        assertThat(node.data.resolve("logs").resolve("shop_web_" + pod.uid())).doesNotExist();
        assertThat(node.data.resolve("memory").resolve(pod.uid())).doesNotExist();
        assertThat(node.events).contains("Killing: Stopping container a");
    }

    @Test
    void stubbornContainerIsKilledWhenItsTimeIsOver() {
        node.runtime.image("rock", SimulatedBehaviour.stubborn());
        node.pod("containers: [{name: a, image: rock}]");
        node.untilPod(AgentFixture::ready);
        Instant asked = node.time.now();
        node.delete(20);
        node.until(() -> node.pod().isEmpty());
        assertThat(Duration.between(asked, node.time.now())).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(24));
    }

    @Test
    void aDeletedPodStaysReadyWhileItEnds() {
        node.runtime.image("rock", SimulatedBehaviour.stubborn());
        node.pod("containers: [{name: a, image: rock}]");
        node.untilPod(AgentFixture::ready);
        node.delete(600);
        node.until(() -> node.events.contains("Killing: Stopping container a"));
        Instant later = node.time.now().plusSeconds(30);
        node.until(() -> node.time.now().isAfter(later));
        assertThat(node.pod())
                .hasValueSatisfying(pod -> assertThat(AgentFixture.ready(pod)).isTrue());
    }

    @Test
    void crashesAreCountedAndWaitLongerAndLonger() {
        node.runtime.image("bad", SimulatedBehaviour.ending(Duration.ofSeconds(1), 3));
        node.pod("containers: [{name: a, image: bad}]");
        node.untilPod(pod -> AgentFixture.waits(pod).equals("CrashLoopBackOff"));
        assertThat(first().restartCount()).isEqualTo(1);
        assertThat(first().state().waiting().message()).startsWith("back-off 10s restarting failed container=a");
        assertThat(first().lastState().terminated().exitCode()).isEqualTo(3);
        Instant waited = node.time.now();
        node.until(() -> first().restartCount() == 2);
        assertThat(Duration.between(waited, node.time.now())).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(13));
        node.untilPod(pod -> AgentFixture.waits(pod).equals("CrashLoopBackOff"));
        assertThat(first().state().waiting().message()).startsWith("back-off 20s ");
        node.until(() -> first().restartCount() == 4);
        node.until(() -> {
            try {
                return node.containers().size() == 2;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void anAgentThatComesBackAdoptsWhatRuns() throws Exception {
        node.pod("""
                containers:
                - name: a
                  image: app
                  readinessProbe: {exec: {command: [ready]}, initialDelaySeconds: 5}
                """);
        node.untilPod(AgentFixture::ready);
        String id = first().containerID();
        Pod before = node.pod().orElseThrow();
        node.restart(() -> {});
        Instant later = node.time.now().plusSeconds(30);
        node.until(() -> node.time.now().isAfter(later));
        assertThat(first().containerID()).isEqualTo(id);
        assertThat(node.containers()).hasSize(1);
        assertThat(node.pod().orElseThrow().status()).isEqualTo(before.status());
    }

    @Test
    void whatWasForgottenMeanwhileIsEnded() throws Exception {
        node.pod(ONE);
        node.untilPod(AgentFixture::ready);
        node.restart(() -> node.delete(0));
        node.until(() -> node.sandboxes() == 0);
        node.until(() -> !Files.exists(node.data.resolve("pods")) || isEmpty(node.data.resolve("pods")));
    }

    private static boolean isEmpty(Path directory) {
        String[] names = directory.toFile().list();
        return names == null || names.length == 0;
    }

    @Test
    void filesFromConfigMapsAndSecretsFollowTheirObjects() throws Exception {
        node.apply(
                ConfigMapType.KIND,
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: shop}\n"
                        + "data: {one: first, two: second}");
        node.apply(
                SecretType.KIND,
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop}\ndata: {key: cGFzcw==}");
        node.pod(ONE + """

                securityContext: {fsGroup: 1234}
                volumes:
                - {name: c, configMap: {name: c, items: [{key: one, path: sub/file}]}}
                - {name: s, secret: {secretName: s, defaultMode: 0400}}
                - name: p
                  projected:
                    sources:
                    - {configMap: {name: c}}
                    - {secret: {name: s}}
                    - {secret: {name: absent, optional: true}}
                    - downwardAPI:
                        items:
                        - {path: labels, fieldRef: {fieldPath: metadata.labels}}
                        - {path: cpu, resourceFieldRef: {containerName: a, resource: requests.cpu}}
                """);
        node.untilPod(AgentFixture::ready);
        assertThat(node.volume("c").resolve("sub/file")).hasContent("first");
        assertThat(node.volume("c").resolve("two")).doesNotExist();
        assertThat(node.volume("s").resolve("key")).hasContent("pass");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(node.volume("s").resolve("key"))))
                .isEqualTo("r--r-----");
        assertThat(Files.getAttribute(node.volume("s").resolve("key"), "unix:gid"))
                .isEqualTo(1234);
        assertThat(node.volume("p").resolve("two")).hasContent("second");
        assertThat(node.volume("p").resolve("key")).hasContent("pass");
        assertThat(node.volume("p").resolve("labels")).hasContent("app=\"web\"");
        assertThat(node.volume("p").resolve("cpu")).hasContent("0");
        Path secretData = node.volume("s").resolve("..data").toRealPath();

        var map = node.client.get(ConfigMapType.KIND, "shop", "c");
        node.client.update(
                ConfigMapType.KIND,
                io.gantry.api.core.v1.ConfigMapBuilder.of(map)
                        .data(Map.of("one", "changed", "three", "third"))
                        .build(),
                WriteOptions.DEFAULT);
        node.until(() -> Files.exists(node.volume("p").resolve("three")));
        assertThat(node.volume("p").resolve("two")).doesNotExist();
        node.until(() -> {
            try {
                return Files.readString(node.volume("c").resolve("sub/file")).equals("changed");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(node.volume("s").resolve("..data").toRealPath())
                .as("what has not changed is not written again")
                .isEqualTo(secretData);
    }

    @Test
    void aVolumeThatIsMissingHoldsThePodUp() {
        node.pod(ONE + "\nvolumes: [{name: c, configMap: {name: late}}]");
        node.until(() -> node.events.contains(
                "FailedMount: MountVolume.SetUp failed for volume \"c\" : configmap \"late\" not found"));
        assertThat(node.sandboxes()).isZero();
        node.apply(
                ConfigMapType.KIND,
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: late, namespace: shop}\ndata: {a: b}");
        node.untilPod(AgentFixture::ready);
    }

    @Test
    void aKeyThatIsMissingIsAConfigErrorUntilItIsThere() {
        node.pod("""
                containers:
                - name: a
                  image: app
                  env:
                  - {name: X, valueFrom: {configMapKeyRef: {name: late, key: x}}}
                """);
        node.untilPod(pod -> AgentFixture.waits(pod).equals("CreateContainerConfigError"));
        assertThat(first().state().waiting().message()).isEqualTo("configmap \"late\" not found");
        node.apply(
                ConfigMapType.KIND,
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: late, namespace: shop}\ndata: {x: why}");
        node.untilPod(AgentFixture::ready);
        assertThat(first().restartCount()).isZero();
    }

    @Test
    void anImageThatCannotBePulledIsTriedAgain() {
        node.runtime.failingImage(
                "far", new RuntimeFailure(RuntimeFailure.Kind.FAILED, new Reason("ErrImagePull", "no route")));
        node.pod("containers: [{name: a, image: far}]");
        node.untilPod(pod -> AgentFixture.waits(pod).equals("ErrImagePull"));
        node.untilPod(pod -> AgentFixture.waits(pod).equals("ImagePullBackOff"));
        assertThat(first().state().waiting().message()).startsWith("Back-off pulling image \"far\"");
        node.runtime.registryImage("far", Duration.ofSeconds(1), SimulatedBehaviour.SERVER);
        node.untilPod(AgentFixture::ready);
    }

    @Test
    void imageWithPullPolicyNever() {
        node.pod("containers: [{name: a, image: absent, imagePullPolicy: Never}]");
        node.untilPod(pod -> AgentFixture.waits(pod).equals("ErrImageNeverPull"));
    }

    @Test
    void nobodyWaitsForThePullOfADeletedPod() {
        node.runtime.registryImage("huge", Duration.ofHours(5), SimulatedBehaviour.SERVER);
        node.pod("containers: [{name: a, image: huge}]");
        node.until(() -> node.events.contains("Pulling: Pulling image \"huge\""));
        Instant asked = node.time.now();
        node.delete(30);
        node.until(() -> node.pod().isEmpty());
        assertThat(Duration.between(asked, node.time.now())).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void readinessFollowsItsProbe() {
        AtomicBoolean well = new AtomicBoolean();
        answer("ready", well);
        node.pod("""
                containers:
                - name: a
                  image: app
                  readinessProbe: {exec: {command: [ready]}, periodSeconds: 1, failureThreshold: 2}
                """);
        node.until(() -> node.events.stream().anyMatch(event -> event.startsWith("Unhealthy: Readiness probe failed")));
        assertThat(AgentFixture.ready(node.pod().orElseThrow())).isFalse();
        well.set(true);
        node.untilPod(AgentFixture::ready);
        well.set(false);
        node.untilPod(pod -> !AgentFixture.ready(pod));
        assertThat(first().restartCount()).isZero();
    }

    @Test
    void failedLivenessRestartsTheContainer() {
        AtomicBoolean well = new AtomicBoolean(true);
        answer("live", well);
        node.pod("""
                containers:
                - name: a
                  image: app
                  livenessProbe: {exec: {command: [live]}, periodSeconds: 1, failureThreshold: 3}
                """);
        node.untilPod(AgentFixture::ready);
        well.set(false);
        node.until(() -> first().restartCount() == 1);
        assertThat(node.events).contains("Killing: Container a failed liveness probe, will be restarted");
        well.set(true);
        node.untilPod(AgentFixture::ready);
    }

    @Test
    void nothingIsAskedBeforeTheStartupProbeSucceeds() {
        AtomicBoolean up = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        node.runtime.onExec((container, command) -> {
            boolean startup = command.equals(java.util.List.of("up"));
            asked.addAndGet(startup ? 0 : 1);
            return new ExecResult(startup && !up.get() ? 1 : 0, new byte[0], new byte[0]);
        });
        node.pod("""
                containers:
                - name: a
                  image: app
                  startupProbe: {exec: {command: [up]}, periodSeconds: 1, failureThreshold: 1000}
                  readinessProbe: {exec: {command: [ready]}, periodSeconds: 1}
                """);
        node.until(() -> node.events.stream()
                        .filter(event -> event.startsWith("Unhealthy"))
                        .count()
                > 2);
        assertThat(asked).hasValue(0);
        assertThat(first().started()).isFalse();
        up.set(true);
        node.untilPod(AgentFixture::ready);
    }

    private void answer(String command, AtomicBoolean well) {
        node.runtime.onExec((container, given) -> new ExecResult(
                given.equals(java.util.List.of(command)) && !well.get() ? 1 : 0, new byte[0], new byte[0]));
    }

    @Test
    void workThatIsDoneIsSaidToBeDone() {
        node.runtime.image("job", SimulatedBehaviour.ending(Duration.ofSeconds(2), 0));
        node.pod("restartPolicy: Never\ncontainers: [{name: a, image: job}]\n"
                + "initContainers: [{name: s, image: app, restartPolicy: Always}]");
        node.untilPod(pod -> "Succeeded".equals(pod.status().phase()));
        assertThat(first().state().terminated().reason()).isEqualTo("Completed");
        assertThat(node.pod()
                        .orElseThrow()
                        .status()
                        .initContainerStatuses()
                        .getFirst()
                        .state()
                        .terminated())
                .isNotNull();
    }

    @Test
    void activeDeadlineEndsThePod() {
        node.pod("activeDeadlineSeconds: 60\n" + ONE);
        node.untilPod(AgentFixture::ready);
        node.untilPod(pod -> "Failed".equals(pod.status().phase()));
        assertThat(node.pod().orElseThrow().status().reason()).isEqualTo("DeadlineExceeded");
        assertThat(first().state().terminated()).isNotNull();
    }

    @Test
    void aDoneJobDoesNotExceedItsDeadline() {
        node.runtime.image("job", SimulatedBehaviour.ending(Duration.ofSeconds(2), 0));
        node.pod("restartPolicy: Never\nactiveDeadlineSeconds: 10\ncontainers: [{name: a, image: job}]");
        node.untilPod(pod -> "Succeeded".equals(pod.status().phase()));
        Instant later = node.time.now().plusSeconds(30);
        node.until(() -> node.time.now().isAfter(later));
        assertThat(node.pod().orElseThrow().status().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aSandboxThatDiesIsReplaced() throws Exception {
        node.pod(ONE);
        node.untilPod(AgentFixture::ready);
        node.runtime.killSandbox(node.runtime
                .listPodSandboxes(io.gantry.node.runtime.SandboxFilter.ALL)
                .getFirst()
                .id());
        node.until(() -> first().restartCount() == 1);
        node.untilPod(AgentFixture::ready);
    }

    @Test
    void theEndOfTheLogStandsInForATerminationMessage() {
        node.runtime.image(
                "talks",
                new SimulatedBehaviour(Duration.ofSeconds(1), 1, false, Duration.ZERO, 0, "", "first\nlast words"));
        node.pod("restartPolicy: Never\ncontainers: "
                + "[{name: a, image: talks, terminationMessagePolicy: FallbackToLogsOnError}]");
        node.untilPod(pod -> "Failed".equals(pod.status().phase()));
        assertThat(first().state().terminated().message()).isEqualTo("first\nlast words\n");
    }

    @Test
    void aRuntimeThatFailsForAWhileIsTriedAgain() {
        for (int i = 0; i < 3; i++) {
            node.runtime.failNext(
                    Operation.RUN_POD_SANDBOX,
                    new RuntimeFailure(
                            RuntimeFailure.Kind.UNAVAILABLE, new Reason("Unavailable", "containerd is away")));
        }
        node.pod(ONE);
        node.untilPod(AgentFixture::ready);
        assertThat(node.events).contains("FailedCreatePodSandBox: Failed to create pod sandbox: containerd is away");
    }

    @Test
    void aStopThatFailsIsAskedForAgain() {
        node.pod(ONE);
        node.untilPod(AgentFixture::ready);
        node.runtime.failNext(
                Operation.STOP_CONTAINER,
                new RuntimeFailure(RuntimeFailure.Kind.UNAVAILABLE, new Reason("Unavailable", "containerd is away")));
        node.delete(10);
        node.until(() -> node.pod().isEmpty());
    }

    @Test
    void anApiServerThatIsAwayDelaysNothingForLong() {
        AtomicInteger refusals = new AtomicInteger(3);
        node.client.failWrites((verb, kind, object) -> {
            if (object instanceof Pod && verb.equals("updateStatus") && refusals.getAndDecrement() > 0) {
                throw StatusException.unavailable("the API server starts");
            }
        });
        Instant begun = node.time.now();
        node.pod(ONE);
        node.untilPod(AgentFixture::ready);
        assertThat(Duration.between(begun, node.time.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aConflictIsResolvedOnTheNewestState() {
        AtomicBoolean once = new AtomicBoolean(true);
        node.client.failWrites((verb, kind, object) -> {
            if (object instanceof Pod mine
                    && verb.equals("updateStatus")
                    && "Running".equals(mine.status().phase())
                    && once.getAndSet(false)) {
                Pod now = node.pod().orElseThrow();
                node.client.update(
                        PodType.KIND,
                        PodBuilder.of(now)
                                .metadata(ObjectMetaBuilder.of(now.metadata())
                                        .labels(Map.of("app", "other"))
                                        .build())
                                .build(),
                        WriteOptions.DEFAULT);
            }
        });
        node.pod(ONE);
        node.untilPod(AgentFixture::ready);
        assertThat(node.pod().orElseThrow().metadata().labels()).containsEntry("app", "other");
    }
}
