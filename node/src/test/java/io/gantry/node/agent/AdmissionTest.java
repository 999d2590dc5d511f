package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.base.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
    private static final Node NODE = decode(NodeType.KIND, """
            apiVersion: v1
            kind: Node
            metadata: {name: n1, labels: {zone: a}}
            status:
              allocatable: {cpu: "2", memory: 1Gi, ephemeral-storage: 10Gi, pods: "3", example.com/dongle: "1"}
            """);

    @SuppressWarnings("unchecked") // decoded as that kind
    private static <T extends KubeObject> T decode(Kind<T> kind, String yaml) {
        return (T) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), kind, DecodeOptions.LENIENT);
    }

    private static Pod pod(String name, String spec) {
        return decode(
                PodType.KIND,
                "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", uid: " + name + "}\nspec: {" + spec + "}");
    }

    private static Pod asks(String name, String requests) {
        return pod(name, "containers: [{name: a, image: app, resources: {requests: {" + requests + "}}}]");
    }

    private static @Nullable Reason refusal(Pod pod, Pod... others) {
        return Admission.refusal(pod, NODE, List.of(others));
    }

    @Test
    void whatFitsIsTakenIn() {
        assertThat(refusal(asks("new", "cpu: 500m, memory: 1Gi"), asks("old", "cpu: 1500m")))
                .isNull();
    }

    @Test
    void whatTheNodeCanNeverGiveIsInfeasibleAndTheRestIsDeferred() {
        assertThat(resize(asks("p", "cpu: 2, memory: 1Gi"))).isNull();
        assertThat(resize(asks("p", "cpu: 3, memory: 2Gi"), asks("old", "cpu: 2")))
                .isEqualTo(new Reason(
                        "Infeasible",
                        "Node didn't have enough capacity: memory, requested: 2147483648, capacity: 1073741824"));
        assertThat(resize(asks("p", "cpu: 3")))
                .isEqualTo(new Reason(
                        "Infeasible", "Node didn't have enough capacity: cpu, requested: 3000, capacity: 2000"));
        assertThat(resize(asks("p", "cpu: 600m"), asks("old", "cpu: 1500m")))
                .isEqualTo(new Reason(
                        "Deferred",
                        "Node didn't have enough resource: cpu, requested: 600, used: 1500, capacity: 2000"));
    }

    @Test
    void whatThePodHasDoesNotCountAgainstWhatItWants() {
        Pod shrinks = decode(PodType.KIND, """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, uid: p}
                spec: {containers: [{name: a, image: app, resources: {requests: {cpu: 1}}}]}
                status: {containerStatuses: [{name: a, allocatedResources: {cpu: 2}, resources: {requests: {cpu: 2}}}]}
                """);
        assertThat(resize(shrinks, asks("old", "cpu: 1"))).isNull();
    }

    private static @Nullable Reason resize(Pod pod, Pod... others) {
        return Admission.resizeRefusal(pod, NODE, List.of(others));
    }

    @Test
    void aShortageIsToldInNumbers() {
        assertThat(refusal(asks("new", "cpu: 600m"), asks("old", "cpu: 1500m")))
                .isEqualTo(new Reason(
                        "OutOfcpu",
                        "Node didn't have enough resource: cpu, requested: 600, used: 1500, capacity: 2000"));
        assertThat(refusal(asks("new", "memory: 2Gi")))
                .isEqualTo(
                        new Reason(
                                "OutOfmemory",
                                "Node didn't have enough resource: memory, requested: 2147483648, used: 0, capacity: 1073741824"));
        assertThat(refusal(asks("new", "ephemeral-storage: 11Gi")))
                .extracting(Reason::code)
                .isEqualTo("OutOfephemeral-storage");
        assertThat(refusal(asks("new", "example.com/dongle: 1"), asks("old", "example.com/dongle: 1")))
                .isEqualTo(new Reason(
                        "OutOfexample.com/dongle",
                        "Node didn't have enough resource: example.com/dongle, requested: 1, used: 1, capacity: 1"));
    }

    @Test
    void onlySoManyPods() {
        assertThat(refusal(asks("new", ""), asks("a", ""), asks("b", ""), asks("c", "")))
                .isEqualTo(new Reason(
                        "OutOfpods", "Node didn't have enough resource: pods, requested: 1, used: 3, capacity: 3"));
    }

    @Test
    void anotherNodeWasMeant() {
        assertThat(refusal(pod("new", "nodeSelector: {zone: b}, containers: [{name: a, image: app}]")))
                .isEqualTo(new Reason(
                        "NodeAffinity",
                        "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector"));
        assertThat(refusal(pod("new", "nodeSelector: {zone: a}, containers: [{name: a, image: app}]")))
                .isNull();
    }

    @Test
    void aPortOfTheNodeIsGivenOnce() {
        String spec =
                "containers: [{name: a, image: app, ports: [{containerPort: 80, hostPort: 8080, protocol: TCP}]}]";
        assertThat(refusal(pod("new", spec), pod("old", spec)))
                .isEqualTo(new Reason(
                        "NodePorts",
                        "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports"));
    }

    @Test
    void kernelParametersThatOthersWouldFeelAreForbidden() {
        String spec = "containers: [{name: a, image: app}], securityContext: {sysctls: [{name: %s, value: \"1\"}]}";
        assertThat(refusal(pod("new", spec.formatted("kernel.msgmax"))))
                .isEqualTo(new Reason("SysctlForbidden", "forbidden sysctl: \"kernel.msgmax\" not allowlisted"));
        assertThat(refusal(pod("new", spec.formatted("net.ipv4.tcp_syncookies"))))
                .isNull();
        assertThat(refusal(pod("new", spec.formatted("net/ipv4/tcp_syncookies"))))
                .isNull();
    }

    @Test
    void podsOfAnotherOperatingSystem() {
        assertThat(refusal(pod("new", "os: {name: windows}, containers: [{name: a, image: app}]")))
                .isEqualTo(
                        new Reason("PodOSNotSupported", "Failed to admit pod as the OS field doesn't match node OS"));
    }
}
