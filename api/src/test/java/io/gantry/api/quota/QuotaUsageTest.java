package io.gantry.api.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ServiceType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaUsageTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static KubeObject parse(String yaml) {
        return (KubeObject) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT);
    }

    private static Pod pod(String spec, String more) {
        return (Pod) parse("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {" + spec + "}" + more + "}");
    }

    private static String usage(KubeObject object) {
        return Amounts.text(QuotaUsage.of(object, NOW));
    }

    @Test
    void aPodNeedsItsContainersOrItsGreatestInitContainerBesideTheSidecars() {
        Pod pod = pod("""
                initContainers: [
                  {name: early, resources: {requests: {cpu: "1"}}},
                  {name: side, restartPolicy: Always, resources: {requests: {cpu: 200m}, limits: {memory: 1Gi}}},
                  {name: late, resources: {requests: {cpu: 900m}}}],
                containers: [
                  {name: a, resources: {requests: {cpu: 300m, memory: 1Gi}, limits: {memory: 1Gi}}},
                  {name: b, resources: {requests: {cpu: 300m}}}],
                overhead: {cpu: 50m, memory: 10Mi}
                """, "");
        assertThat(Amounts.text(PodResources.requests(pod))).isEqualTo("cpu=1150m,memory=1034Mi");
        assertThat(Amounts.text(PodResources.limits(pod))).isEqualTo("memory=2058Mi");
        assertThat(Amounts.text(PodResources.requests(pod.spec()))).isEqualTo("cpu=1100m,memory=1Gi");
    }

    @Test
    void whatIsSaidForTheWholePodCounts() {
        Pod pod = pod(
                "resources: {requests: {cpu: '2'}}, containers: [{name: a, resources: {requests: {cpu: '1', memory: 1Gi}}}]",
                "");
        assertThat(Amounts.text(PodResources.requests(pod))).isEqualTo("cpu=2,memory=1Gi");
    }

    @Test
    void whileAContainerIsResizedTheGreaterCounts() {
        Pod pod = pod(
                "containers: [{name: a, resources: {requests: {cpu: 100m}, limits: {cpu: 200m}}}]",
                ", status: {containerStatuses: [{name: a, allocatedResources: {cpu: 300m},"
                        + " resources: {requests: {cpu: 250m}, limits: {cpu: 400m}}}]}");
        assertThat(Amounts.text(PodResources.requests(pod))).isEqualTo("cpu=300m");
        assertThat(Amounts.text(PodResources.limits(pod))).isEqualTo("cpu=400m");
    }

    @Test
    void whatTheNodeCanNeverGrantDoesNotCount() {
        Pod pod = pod(
                "containers: [{name: a, resources: {requests: {cpu: '100'}, limits: {cpu: '200'}}}]",
                ", status: {conditions: [{type: PodResizePending, status: 'True', reason: Infeasible}],"
                        + " containerStatuses: [{name: a, allocatedResources: {cpu: 300m},"
                        + " resources: {requests: {cpu: 250m}, limits: {cpu: 400m}}}]}");
        assertThat(Amounts.text(PodResources.requests(pod))).isEqualTo("cpu=300m");
        assertThat(Amounts.text(PodResources.limits(pod))).isEqualTo("cpu=400m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "containers: [{name: a}] | ~~ | count/pods=1,pods=1",
                "containers: [{name: a, resources: {requests: {cpu: 1m, hugepages-2Mi: 4Mi, nvidia.com/gpu: '2'}}}] | ~~"
                        + " | count/pods=1,cpu=1m,hugepages-2Mi=4Mi,pods=1,requests.cpu=1m,requests.hugepages-2Mi=4Mi,"
                        + "requests.nvidia.com/gpu=2",
                "containers: [{name: a, resources: {limits: {ephemeral-storage: 1Gi}}}] | ~~"
                        + " | count/pods=1,limits.ephemeral-storage=1Gi,pods=1",
                "containers: [{name: a}] | , status: {phase: Succeeded} | count/pods=1",
            })
    void podsUse(String spec, String more, String expected) {
        assertThat(usage(pod(spec, more))).isEqualTo(expected);
    }

    @Test
    void aPodWhoseTimeToEndIsOverUsesNothing() {
        String pod =
                "{apiVersion: v1, kind: Pod, metadata: {name: p, deletionGracePeriodSeconds: 30, deletionTimestamp: '%s'},"
                        + " spec: {containers: [{name: a}]}}";
        assertThat(usage(parse(pod.formatted("2025-12-31T23:59:40Z")))).isEqualTo("count/pods=1,pods=1");
        assertThat(usage(parse(pod.formatted("2025-12-31T23:59:20Z")))).isEqualTo("count/pods=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "type: ClusterIP, ports: [{port: 1}] | 0 | 0",
                "type: NodePort, ports: [{port: 1}, {port: 2}] | 2 | 0",
                "type: LoadBalancer, ports: [{port: 1}] | 1 | 1",
                "type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 1}, {port: 2, nodePort: 30000}] | 1 | 1",
            })
    void servicesUse(String spec, int nodePorts, int balancers) {
        assertThat(usage(parse("{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {" + spec + "}}")))
                .isEqualTo("count/services=1,services=1,services.loadbalancers=" + balancers + ",services.nodeports="
                        + nodePorts);
    }

    @Test
    void claimsOfDevicesUseTheirClasses() {
        assertThat(usage(parse("""
                {apiVersion: resource.k8s.io/v1, kind: ResourceClaim, metadata: {name: c}, spec: {devices: {requests: [
                  {name: a, exactly: {deviceClassName: gpu, count: 2}},
                  {name: b, firstAvailable: [{name: one, deviceClassName: gpu, count: 1}, {name: two, deviceClassName: npu}]},
                  {name: c, exactly: {deviceClassName: nic, allocationMode: All}}]}}}
                """)))
                .isEqualTo("count/resourceclaims.resource.k8s.io=1,gpu.deviceclass.resource.k8s.io/devices=3,"
                        + "nic.deviceclass.resource.k8s.io/devices=32,npu.deviceclass.resource.k8s.io/devices=1");
    }

    @Test
    void whatContainersMustStateIsToldByNameAndContainer() {
        Pod pod = pod(
                "containers: [{name: b}, {name: a, resources: {limits: {cpu: '1'}}}], initContainers: [{name: i}]", "");
        assertThat(QuotaUsage.unstated(pod, Set.of("limits.cpu", "requests.memory", "requests.nvidia.com/gpu", "pods")))
                .isEqualTo("limits.cpu for: b,i; requests.memory for: a,b,i");
        assertThat(QuotaUsage.unstated(pod, Set.of("pods"))).isEmpty();
    }

    @Test
    void namesBelongToKinds() {
        assertThat(QuotaUsage.uses(PodType.KIND, "requests.nvidia.com/gpu")).isTrue();
        assertThat(QuotaUsage.uses(PodType.KIND, "requests.storage")).isFalse();
        assertThat(QuotaUsage.uses(ServiceType.KIND, "count/services")).isTrue();
        assertThat(QuotaUsage.uses(ServiceType.KIND, "count/pods")).isFalse();
    }
}
