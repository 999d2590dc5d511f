package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.status.StatusException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitRangerTest {
    private final AdmissionFixture cluster = new AdmissionFixture();

    @AfterEach
    void close() {
        cluster.close();
    }

    private void range(String item) {
        cluster.create("""
                apiVersion: v1
                kind: LimitRange
                metadata: {name: bounds, namespace: shop}
                spec:
                  limits: [%s]
                """.formatted(item));
    }

    private Pod pod(String resources) {
        return cluster.pod("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: shop}
                spec:
                  containers:
                  - {name: a, image: x, resources: %s}
                """.formatted(resources));
    }

    @Test
    void containersGetTheDefaultsAndThePodSaysWhich() {
        range("{type: Container, default: {cpu: 200m, memory: 64Mi}, defaultRequest: {cpu: 100m}}");
        Pod pod = cluster.pod("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: shop}
                spec:
                  initContainers:
                  - {name: i, image: x}
                  containers:
                  - {name: a, image: x, resources: {limits: {cpu: 150m}}}
                  - {name: b, image: x, resources: {limits: {cpu: "1", memory: 1Gi}, requests: {cpu: "1", memory: 1Gi}}}
                """);
        Container a = pod.spec().containers().getFirst();
        assertThat(a.resources().limits()).hasToString("{cpu=150m, memory=64Mi}");
        assertThat(a.resources().requests()).hasToString("{cpu=150m, memory=64Mi}");
        assertThat(pod.spec().containers().get(1).resources().requests()).hasToString("{cpu=1, memory=1Gi}");
        assertThat(pod.metadata().annotations().get("kubernetes.io/limit-ranger"))
                .isEqualTo("LimitRanger plugin set: memory request for container a; memory limit for container a; "
                        + "cpu, memory request for init container i; cpu, memory limit for init container i");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: Container, min: {cpu: 100m}} | {requests: {cpu: 50m}, limits: {cpu: 100m}}"
                        + " | minimum cpu usage per Container is 100m, but request is 50m",
                "{type: Pod, min: {memory: 1Gi}} | {} | minimum memory usage per Pod is 1Gi.  No request is specified",
                "{type: Container, max: {cpu: '1'}} | {limits: {cpu: '2'}}"
                        + " | maximum cpu usage per Container is 1, but limit is 2",
                "{type: Pod, max: {cpu: '1'}} | {requests: {cpu: 500m}}"
                        + " | maximum cpu usage per Pod is 1.  No limit is specified",
                "{type: Container, maxLimitRequestRatio: {memory: '2'}} | {requests: {memory: 1Gi}, limits: {memory: 3Gi}}"
                        + " | memory max limit to request ratio per Container is 2, but provided ratio is 3.000000",
                "{type: Container, maxLimitRequestRatio: {memory: '2'}} | {}"
                        + " | memory max limit to request ratio per Container is 2, but no request is specified or request"
                        + " is 0",
                "{type: Container, max: {cpu: '1', memory: 1Gi}} | {limits: {cpu: '2', memory: 2Gi}}"
                        + " | [maximum cpu usage per Container is 1, but limit is 2, "
                        + "maximum memory usage per Container is 1Gi, but limit is 2Gi]",
            })
    void whatLeavesTheBoundsIsRefused(String item, String resources, String why) {
        range(item);
        assertThatThrownBy(() -> pod(resources))
                .hasMessage("pods \"p\" is forbidden: " + why)
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(403));
    }

    @Test
    void aPodIsItsContainersTogetherOrItsGreatestInitContainer() {
        range("{type: Pod, max: {memory: 1Gi}}");
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop}
                spec:
                  initContainers:
                  - {name: i, image: x, resources: {limits: {memory: %s}}}
                  containers:
                  - {name: a, image: x, resources: {limits: {memory: 512Mi}}}
                  - {name: b, image: x, resources: {limits: {memory: 512Mi}}}
                """;
        assertThat(cluster.pod(pod.formatted("fits", "1Gi")).name()).isEqualTo("fits");
        assertThatThrownBy(() -> cluster.pod(pod.formatted("big", "1025Mi")))
                .hasMessageEndingWith("maximum memory usage per Pod is 1Gi, but limit is 1025Mi");
    }

    @Test
    void claimsHaveBoundsOfTheirOwn() {
        range("{type: PersistentVolumeClaim, min: {storage: 1Gi}, max: {storage: 10Gi}}");
        String claim = """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s, namespace: shop}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: %s}}}
                """;
        assertThat(cluster.create(claim.formatted("fits", "5Gi")).name()).isEqualTo("fits");
        assertThatThrownBy(() -> cluster.create(claim.formatted("c", "1Mi")))
                .hasMessage("persistentvolumeclaims \"c\" is forbidden: "
                        + "minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 1Mi");
        assertThatThrownBy(() -> cluster.create(claim.formatted("c", "11Gi")))
                .hasMessage("persistentvolumeclaims \"c\" is forbidden: "
                        + "maximum storage usage per PersistentVolumeClaim is 10Gi, but request is 11Gi");
    }

    @Test
    void otherNamespacesAreFree() {
        range("{type: Container, max: {cpu: '1'}}");
        cluster.namespace("lab", "");
        assertThat(cluster.pod("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: lab}
                spec:
                  containers:
                  - {name: a, image: x, resources: {limits: {cpu: "2"}}}
                """).name()).isEqualTo("p");
    }
}
