package io.gantry.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.PodDemand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pod takes of its node while its resources change. */
final class ResizedPodTest {
    private static Pod pod(String spec, String status) {
        String yaml = "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop, uid: u}, spec: {" + spec
                + "}, status: {" + status + "}}";
        return (Pod) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), PodType.KIND, DecodeOptions.LENIENT);
    }

    private static Pod pod(String spec, String allocated, String inForce, String reason) {
        return pod(
                "containers: [{name: a, resources: {requests: {cpu: %s}}}]".formatted(spec),
                ("containerStatuses: [{name: a, allocatedResources: {cpu: %s}, resources: {requests: {cpu: %s}}}],"
                                + " conditions: [{type: PodResizePending, status: 'True', reason: '%s'}]")
                        .formatted(allocated, inForce, reason));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 1, Deferred, 2000", // granted or not: the node may grant it at any moment
        "1, 2, 2, Deferred, 2000", // not taken back yet
        "1, 1, 2, '', 2000",
        "1, 3, 2, '', 3000",
        "9, 1, 2, Infeasible, 2000", // never granted
        "9, 3, 2, Infeasible, 3000",
    })
    void theGreatestOfWishPromiseAndRealityCounts(
            String spec, String allocated, String inForce, String reason, long milliCpu) {
        Pod pod = pod(spec, allocated, inForce, reason);
        assertThat(PodDemand.of(pod).requests().milliCpu()).isEqualTo(milliCpu);
        assertThat(PodDemand.of(pod).scoredMilliCpu()).isEqualTo(milliCpu);
        assertThat(PodDemand.wanted(pod).requests().milliCpu()).isEqualTo(Long.parseLong(spec) * 1000);
    }

    @Test
    void sidecarsCountLikewiseAndOtherInitContainersAreNeverResized() {
        Pod pod = pod(
                "initContainers: [{name: i, resources: {requests: {cpu: 2}}},"
                        + " {name: s, restartPolicy: Always, resources: {requests: {cpu: 1}}}],"
                        + " containers: [{name: a, resources: {requests: {cpu: 1}}}]",
                "initContainerStatuses: [{name: i, allocatedResources: {cpu: 9}, resources: {requests: {cpu: 9}}},"
                        + " {name: s, allocatedResources: {cpu: 3}, resources: {requests: {cpu: 1}}}],"
                        + " containerStatuses: [{name: a, allocatedResources: {cpu: 1}, resources: {requests: {cpu: 1}}}]");
        assertThat(PodDemand.of(pod).requests().milliCpu()).isEqualTo(4000);
    }

    @Test
    void thePodAsAWholeCountsLikewise() {
        Pod pod = pod(
                "resources: {requests: {cpu: 2}}, containers: [{name: a, resources: {requests: {cpu: 1}}}]",
                "allocatedResources: {cpu: 3}, resources: {requests: {cpu: 1}}, containerStatuses: [{name: a,"
                        + " allocatedResources: {cpu: 1}, resources: {requests: {cpu: 1}}}]");
        assertThat(PodDemand.of(pod).requests().milliCpu()).isEqualTo(3000);
        assertThat(PodDemand.wanted(pod).requests().milliCpu()).isEqualTo(2000);
    }

    @Test
    void aNodeFollowsWhatThePodTakes() {
        NodeLoad load = NodeLoad.of(Objects.node("n1"), List.of(pod("2", "2", "2", "")));
        assertThat(load.requested().milliCpu()).isEqualTo(2000);
        NodeLoad wished = load.with(pod("1", "2", "2", ""));
        assertThat(wished.requested().milliCpu()).isEqualTo(2000);
        NodeLoad done = wished.with(pod("1", "1", "1", ""));
        assertThat(done.requested().milliCpu()).isEqualTo(1000);
        assertThat(done.without("u").requested().milliCpu()).isZero();
    }
}
