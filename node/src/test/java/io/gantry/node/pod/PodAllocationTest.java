package io.gantry.node.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PodAllocationTest {
    private static Pod pod(long generation, String spec) {
        String yaml = "{apiVersion: v1, kind: Pod, metadata: {name: p, uid: u, generation: " + generation + "}, spec: {"
                + spec + "}}";
        return (Pod) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), PodType.KIND, DecodeOptions.LENIENT);
    }

    private static String container(String name, String cpu) {
        return "{name: " + name + ", resources: {requests: {cpu: " + cpu + "}}}";
    }

    private static String cpu(Container container) {
        return String.valueOf(container.resources().requests().get("cpu"));
    }

    @Test
    void theSameAmountInOtherWordsIsGranted() {
        PodAllocation allocation = PodAllocation.of(pod(1, "containers: [" + container("a", "1") + "]"));
        assertThat(allocation.grants(pod(2, "containers: [" + container("a", "1000m") + "]")))
                .isTrue();
        assertThat(allocation.grants(pod(2, "containers: [" + container("a", "1001m") + "]")))
                .isFalse();
        assertThat(allocation.grants(
                        pod(2, "containers: [{name: a, resources: {requests: {cpu: 1}, limits: {cpu: 2}}}]")))
                .isFalse();
        assertThat(allocation.grants(
                        pod(2, "resources: {requests: {cpu: 2}}, containers: [" + container("a", "1") + "]")))
                .isFalse();
    }

    @Test
    void thePodIsSeenWithWhatItWasPromised() {
        Pod before = pod(
                1,
                "resources: {requests: {cpu: 4}}, initContainers: [{name: s, restartPolicy: Always, resources: {requests: {cpu: 1}}}],"
                        + " containers: [" + container("a", "1") + "]");
        Pod after = pod(
                2,
                "resources: {requests: {cpu: 5}}, initContainers: [{name: s, restartPolicy: Always, resources: {requests: {cpu: 2}}}],"
                        + " containers: [" + container("a", "3") + "]");
        PodAllocation allocation = PodAllocation.of(before);
        assertThat(allocation.allocated(before)).isSameAs(before);
        Pod seen = allocation.allocated(after);
        assertThat(seen.metadata()).isEqualTo(after.metadata());
        assertThat(seen.spec()).isEqualTo(before.spec());
    }

    @Test
    void whatIsInForceIsKnownUntilAllOfItIsDone() {
        PodAllocation allocation =
                PodAllocation.of(pod(1, "containers: [" + container("a", "1") + ", " + container("b", "1") + "]"));
        PodAllocation once = allocation.resized(
                PodAllocation.granting(
                        pod(2, "containers: [" + container("a", "2") + ", " + container("b", "2") + "]")),
                "a"::equals);
        assertThat(once.inProgress()).isTrue();
        assertThat(once.generation()).isEqualTo(2);
        assertThat(once.applied()).containsOnlyKeys("a"); // b does not run: it has nothing yet
        PodAllocation twice = once.resized(
                PodAllocation.granting(
                        pod(3, "containers: [" + container("a", "3") + ", " + container("b", "2") + "]")),
                "a"::equals);
        assertThat(twice.inForce("a").requests()).hasToString("{cpu=1}");
        PodAllocation back = twice.resized(
                PodAllocation.granting(
                        pod(4, "containers: [" + container("a", "1") + ", " + container("b", "1") + "]")),
                "a"::equals);
        assertThat(back.applied()).isEmpty();
        assertThat(back.inProgress()).isTrue(); // the pod's group may have grown already
        assertThat(twice.actuated(pod(3, "containers: [" + container("a", "3") + "]"))
                        .inProgress())
                .isFalse();
    }

    @Test
    void aPodOfWhichNothingWasKeptHasWhatItsStatusTells() {
        String yaml = """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, uid: u}
                spec:
                  resources: {requests: {cpu: 9}}
                  containers: [{name: a, resources: {requests: {cpu: 5}}}, {name: b, resources: {requests: {cpu: 5}}}]
                status:
                  allocatedResources: {cpu: 6}
                  resources: {requests: {cpu: 6}}
                  containerStatuses:
                  - {name: a, allocatedResources: {cpu: 2}, resources: {requests: {cpu: 1}, limits: {cpu: 3}}}
                  - {name: b}
                """;
        Pod pod = (Pod) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), PodType.KIND, DecodeOptions.LENIENT);
        Pod seen = PodAllocation.of(pod).allocated(pod);
        assertThat(cpu(seen.spec().containers().get(0))).isEqualTo("2");
        assertThat(seen.spec().containers().get(0).resources().limits()).hasToString("{cpu=3}");
        assertThat(cpu(seen.spec().containers().get(1))).isEqualTo("5");
        assertThat(seen.spec().resources().requests()).hasToString("{cpu=6}");
    }
}
