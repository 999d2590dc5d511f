package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.types.Quantity;
import io.gantry.node.pod.ResizeConditions;
import io.gantry.node.runtime.LinuxResources;
import io.gantry.node.runtime.SimulatedBehaviour;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources of pods that run change, on a node with 4 cores and 4 GiB that does not exist. */
final class PodResizeTest {
    private static final Map<String, Quantity> HAS =
            Map.of("cpu", Quantity.parse("4"), "memory", Quantity.parse("4Gi"), "pods", Quantity.parse("9"));

    @TempDir
    Path directory;

    private AgentFixture node;

    @BeforeEach
    void start() throws Exception {
        node = new AgentFixture(directory.toRealPath(), new NodeResources(HAS, HAS));
        node.runtime.image("app", SimulatedBehaviour.SERVER);
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    private static String container(String name, String cpu, String memory) {
        return ("{name: %s, image: app, resources: {requests: {cpu: %s, memory: %s}, limits: {cpu: %s, memory: %s}},"
                        + " resizePolicy: [{resourceName: memory, restartPolicy: %s}]}")
                .formatted(name, cpu, memory, cpu, memory, name.startsWith("r") ? "RestartContainer" : "NotRequired");
    }

    private void running(String cpu, String memory) {
        node.pod("containers: [" + container("a", cpu, memory) + "]");
        node.untilPod(AgentFixture::ready);
    }

    private Pod pod(String name) {
        return node.client.get(PodType.KIND, "shop", name);
    }

    private ContainerStatus first() {
        return pod("web").status().containerStatuses().getFirst();
    }

    private LinuxResources limits() {
        String id = String.valueOf(first().containerID());
        return node.runtime.resources(id.substring(id.lastIndexOf('/') + 1));
    }

    private @Nullable PodCondition condition(String name, String type) {
        return ResizeConditions.find(pod(name).status().conditions(), type);
    }

    private void untilPending(String name, String reason) {
        node.until(() -> {
            PodCondition pending = condition(name, ResizeConditions.PENDING);
            return pending != null && reason.equals(pending.reason());
        });
    }

    /** Nothing is pending and nothing in progress, and so much CPU is in force. */
    private void untilInForce(String cpu) {
        node.until(() -> condition("web", ResizeConditions.PENDING) == null
                && condition("web", ResizeConditions.IN_PROGRESS) == null
                && first().resources() != null
                && Quantity.parse(cpu).equals(first().resources().limits().get("cpu")));
    }

    @Test
    void aContainerGoesOnWithOtherLimits() {
        running("1", "64Mi");
        String id = first().containerID();
        assertThat(limits().cpuQuotaMicros()).isEqualTo(100_000);
        node.events.clear();

        node.resize(container("a", "1500m", "128Mi"));
        untilInForce("1500m");

        assertThat(first().containerID()).isEqualTo(id);
        assertThat(first().restartCount()).isZero();
        assertThat(first().resources().limits()).hasToString("{cpu=1500m, memory=128Mi}");
        assertThat(first().resources().requests()).hasToString("{cpu=1500m, memory=128Mi}");
        assertThat(first().allocatedResources()).hasToString("{cpu=1500m, memory=128Mi}");
        assertThat(limits().cpuQuotaMicros()).isEqualTo(150_000);
        assertThat(limits().cpuShares()).isEqualTo(1536);
        assertThat(limits().memoryLimitBytes()).isEqualTo(128L << 20);
        String resources =
                "{\"containers\":[{\"name\":\"a\",\"resources\":{\"limits\":{\"cpu\":\"1500m\",\"memory\":\"128Mi\"},"
                        + "\"requests\":{\"cpu\":\"1500m\",\"memory\":\"128Mi\"}}}],\"generation\":2}";
        assertThat(node.events)
                .containsExactly(
                        "ResizeStarted: Pod resize started: " + resources,
                        "ResizeCompleted: Pod resize completed: " + resources);
    }

    @Test
    void aContainerIsStartedAnewIfItsPolicySaysSo() {
        node.pod("restartPolicy: OnFailure\ncontainers: [" + container("r", "1", "64Mi") + "]");
        node.untilPod(AgentFixture::ready);
        String id = first().containerID();

        node.resize(container("r", "2", "64Mi")); // the policy is about memory only
        untilInForce("2");
        assertThat(first().containerID()).isEqualTo(id);

        node.resize(container("r", "2", "96Mi"));
        node.until(() -> first().restartCount() == 1
                && condition("web", ResizeConditions.IN_PROGRESS) == null
                && AgentFixture.ready(pod("web")));
        assertThat(first().containerID()).isNotEqualTo(id);
        assertThat(limits().memoryLimitBytes()).isEqualTo(96L << 20);
        assertThat(node.events).contains("Killing: Container r resize requires restart");
    }

    @Test
    void whatTheNodeCanNeverGiveIsInfeasible() {
        running("1", "64Mi");
        node.resize(container("a", "5", "64Mi"));
        untilPending("web", "Infeasible");
        PodCondition pending = condition("web", ResizeConditions.PENDING);
        assertThat(pending.message())
                .isEqualTo("Node didn't have enough capacity: cpu, requested: 5000, capacity: 4000");
        assertThat(pending.observedGeneration()).isEqualTo(2);
        assertThat(first().resources().limits()).hasToString("{cpu=1, memory=64Mi}");
        assertThat(first().allocatedResources()).hasToString("{cpu=1, memory=64Mi}");
        assertThat(node.events)
                .anyMatch(event -> event.startsWith("ResizeInfeasible: Pod resize Infeasible: {")
                        && event.endsWith(
                                ",\"generation\":2,\"error\":\"Node didn't have enough capacity: cpu, requested: 5000,"
                                        + " capacity: 4000\"}"));

        node.events.clear();
        node.resize(container("a", "6", "64Mi"));
        node.until(() -> condition("web", ResizeConditions.PENDING).observedGeneration() == 3);
        assertThat(node.events).singleElement().asString().endsWith("requested: 6000, capacity: 4000\"}");

        node.resize(container("a", "1", "64Mi"));
        untilInForce("1");
    }

    private void other(String name, String cpu) {
        other(name, cpu, 0);
    }

    private void other(String name, String cpu, int priority) {
        node.apply(
                PodType.KIND,
                "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", namespace: shop}\nspec:\n  nodeName: n1\n"
                        + "  priority: " + priority + "\n"
                        + "  containers: [" + container("a", cpu, "64Mi") + "]\n");
        node.until(() -> AgentFixture.ready(pod(name)));
    }

    @Test
    void whatOthersHaveIsDeferredUntilTheyLeave() {
        running("1", "64Mi");
        other("other", "2");
        node.resize(container("a", "3", "64Mi"));
        untilPending("web", "Deferred");
        assertThat(condition("web", ResizeConditions.PENDING).message())
                .isEqualTo("Node didn't have enough resource: cpu, requested: 3000, used: 2000, capacity: 4000");
        assertThat(limits().cpuQuotaMicros()).isEqualTo(100_000);
        assertThat(node.events).anyMatch(event -> event.startsWith("ResizeDeferred: Pod resize Deferred: {"));

        delete("other");
        untilInForce("3");
    }

    private void delete(String name) {
        node.client.delete(
                PodType.KIND,
                "shop",
                name,
                DeleteOptionsBuilder.of().gracePeriodSeconds(0L).build());
    }

    @Test
    void roomGoesToTheMoreImportantFirst() {
        running("1", "64Mi");
        other("important", "1", 100);
        other("other", "2");
        node.resize(container("a", "3", "64Mi"));
        untilPending("web", "Deferred");
        node.resize("important", container("a", "3", "64Mi"));
        untilPending("important", "Deferred");
        delete("other");
        node.until(() -> condition("important", ResizeConditions.PENDING) == null);
        untilPending("web", "Deferred");
        assertThat(condition("web", ResizeConditions.PENDING).message())
                .isEqualTo("Node didn't have enough resource: cpu, requested: 3000, used: 3000, capacity: 4000");
    }

    @Test
    void whatOthersGiveBackIsTaken() {
        running("1", "64Mi");
        other("other", "2");
        node.resize(container("a", "3", "64Mi"));
        untilPending("web", "Deferred");
        node.resize("other", container("a", "1", "64Mi"));
        untilInForce("3");
    }

    @Test
    void aWishThatIsPutOffTakesNoRoom() {
        running("1", "64Mi");
        other("other", "2");
        node.resize(container("a", "3", "64Mi"));
        untilPending("web", "Deferred");
        other("third", "1"); // 3 + 2 + 1 is more than there is, 1 + 2 + 1 is not
    }

    @Test
    void memoryInUseIsNotTakenAway() throws Exception {
        running("1", "64Mi"); // simulated containers use 16 MiB
        node.resize(container("a", "1", "8Mi"));
        node.until(() -> {
            PodCondition progress = condition("web", ResizeConditions.IN_PROGRESS);
            return progress != null && "Error".equals(progress.reason());
        });
        String message = "cannot decrease memory limits: attempting to set container \"a\" memory limit (8388608) below"
                + " current usage (16777216)";
        assertThat(condition("web", ResizeConditions.IN_PROGRESS).message()).isEqualTo(message);
        assertThat(first().allocatedResources()).hasToString("{cpu=1, memory=8Mi}");
        assertThat(first().resources().limits()).hasToString("{cpu=1, memory=64Mi}");
        assertThat(node.events).anyMatch(event -> event.startsWith("ResizeError: Pod resize error: {"));
        node.events.clear();
        node.restart(() -> {});
        Instant later = node.time.now().plusSeconds(15);
        node.until(() -> node.time.now().isAfter(later));
        assertThat(condition("web", ResizeConditions.IN_PROGRESS).message()).isEqualTo(message);
        assertThat(node.events).isEmpty();

        node.resize(container("a", "1", "32Mi"));
        node.until(() -> condition("web", ResizeConditions.IN_PROGRESS) == null);
        assertThat(limits().memoryLimitBytes()).isEqualTo(32L << 20);
    }

    @Test
    void anAgentThatComesBackKeepsWhatWasPromised() throws Exception {
        running("1", "64Mi");
        other("other", "2");
        String id = first().containerID();
        node.resize(container("a", "3", "64Mi"));
        untilPending("web", "Deferred");
        node.restart(() -> {});
        other("third", "1");
        untilPending("web", "Deferred");
        assertThat(limits().cpuQuotaMicros()).isEqualTo(100_000);
        assertThat(first().allocatedResources()).hasToString("{cpu=1, memory=64Mi}");
        assertThat(first().containerID()).isEqualTo(id);
    }

    @Test
    void aResizeWhileNoAgentIsThereIsJudgedByTheNext() throws Exception {
        running("1", "64Mi");
        String id = first().containerID();
        node.restart(() -> node.resize(container("a", "2", "64Mi")));
        untilInForce("2");
        assertThat(limits().cpuQuotaMicros()).isEqualTo(200_000);
        assertThat(first().containerID()).isEqualTo(id);
        node.restart(() -> node.resize(container("a", "9", "64Mi")));
        untilPending("web", "Infeasible");
        assertThat(limits().cpuQuotaMicros()).isEqualTo(200_000);
    }
}
