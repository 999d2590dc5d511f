package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.client.WriteOptions;
import io.gantry.node.runtime.SimulatedBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Pods that the node does not take in, or does not keep. As root: volumes are mounted. */
@EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "mounts file systems")
final class NodeRefusalsTest {
    @TempDir
    Path directory;

    private AgentFixture node;

    @BeforeEach
    void start() throws Exception {
        node = new AgentFixture(directory.toRealPath());
        node.runtime.image("app", SimulatedBehaviour.SERVER);
        node.until(() -> node.client.find(NodeType.KIND, "", "n1").isPresent());
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    @Test
    void aPodThatDoesNotFitFailsAndStaysToBeLookedAt() throws Exception {
        node.pod("containers: [{name: a, image: app, resources: {requests: {cpu: \"5000\"}}}]");
        node.untilPod(pod -> "Failed".equals(pod.status().phase()));
        Pod refused = node.pod().orElseThrow();
        assertThat(refused.status().reason()).isEqualTo("OutOfcpu");
        assertThat(refused.status().message())
                .startsWith("Pod was rejected: Node didn't have enough resource: cpu, requested: 5000000, used: 0, ");
        assertThat(refused.status().containerStatuses()).isEmpty();
        assertThat(node.events)
                .singleElement()
                .asString()
                .startsWith("OutOfcpu: Node didn't have enough resource: cpu");
        node.restart(() -> {});
        Instant later = node.time.now().plusSeconds(30);
        node.until(() -> node.time.now().isAfter(later));
        assertThat(node.sandboxes()).isZero();
        assertThat(node.pod().orElseThrow().status().containerStatuses()).isEmpty();
        node.delete(0);
        node.until(() -> node.pod().isEmpty());
    }

    @Test
    void aPodThatWasTakenInOnceIsKept() throws Exception {
        node.pod("containers: [{name: a, image: app}]");
        node.untilPod(AgentFixture::ready);
        node.restart(() -> {
            Pod pod = node.pod().orElseThrow();
            node.client.update(
                    PodType.KIND,
                    PodBuilder.of(pod)
                            .spec(PodSpecBuilder.of(pod.spec())
                                    .nodeSelector(Map.of("zone", "elsewhere"))
                                    .build())
                            .build(),
                    WriteOptions.DEFAULT);
        });
        Instant later = node.time.now().plusSeconds(30);
        node.until(() -> node.time.now().isAfter(later));
        assertThat(node.pod())
                .hasValueSatisfying(pod -> assertThat(AgentFixture.ready(pod)).isTrue());
    }

    @Test
    void aPodThatWritesMoreThanItMayIsEvicted() throws Exception {
        node.runtime.image("rock", SimulatedBehaviour.stubborn());
        Pod pod = node.pod("""
                terminationGracePeriodSeconds: 3600
                containers: [{name: a, image: rock}]
                volumes: [{name: v, emptyDir: {sizeLimit: 1Ki}}]
                """);
        node.untilPod(AgentFixture::ready);
        Files.write(node.data.resolve("pods").resolve(pod.uid()).resolve("volumes/v/big"), new byte[2000]);
        Instant begun = node.time.now();
        node.untilPod(each -> "Failed".equals(each.status().phase()));
        assertThat(Duration.between(begun, node.time.now()))
                .as("it is not given the hour that it asks for")
                .isLessThan(Duration.ofMinutes(1));
        Pod evicted = node.pod().orElseThrow();
        String message = "Usage of EmptyDir volume \"v\" exceeds the limit \"1Ki\". ";
        assertThat(evicted.status().reason()).isEqualTo("Evicted");
        assertThat(evicted.status().message()).isEqualTo(message);
        assertThat(evicted.status().conditions())
                .filteredOn(condition -> condition.type().equals("DisruptionTarget"))
                .singleElement()
                .extracting(PodCondition::status, PodCondition::reason, PodCondition::message)
                .containsExactly("True", "TerminationByKubelet", message);
        assertThat(node.events).contains("Evicted: " + message);
    }

    @Test
    void aContainerThatKeepsFailingIsToldAsSuch() {
        node.runtime.image("bad", SimulatedBehaviour.ending(Duration.ofSeconds(1), 3));
        Pod pod = node.pod("containers: [{name: a, image: bad}]");
        node.untilPod(each -> AgentFixture.waits(each).equals("CrashLoopBackOff"));
        assertThat(node.events)
                .contains("BackOff: Back-off restarting failed container a in pod web_shop(" + pod.uid() + ")");
    }

    @Test
    void aCommandThatDoesNotExistIsARunContainerErrorThenACrashLoop() {
        String words = "exec: \"nosuch\": executable file not found in $PATH";
        node.runtime.image("bad", SimulatedBehaviour.broken(words));
        node.pod("containers: [{name: a, image: bad}]");
        node.untilPod(each -> AgentFixture.waits(each).equals("CrashLoopBackOff"));
        assertThat(node.events).anyMatch(event -> event.startsWith("Failed: Error: ") && event.contains(words));
        assertThat(node.pod()
                        .orElseThrow()
                        .status()
                        .containerStatuses()
                        .getFirst()
                        .lastState()
                        .terminated())
                .satisfies(last -> {
                    assertThat(last.reason()).isEqualTo("StartError");
                    assertThat(last.exitCode()).isEqualTo(128);
                    assertThat(last.message()).contains(words);
                });
    }
}
