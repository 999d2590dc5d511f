package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimSpecBuilder;
import io.gantry.api.core.v1.PersistentVolumeClaimStatusBuilder;
import io.gantry.api.core.v1.PersistentVolumeClaimType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.VolumeResourceRequirements;
import io.gantry.api.networking.v1.Ingress;
import io.gantry.api.types.Quantity;
import io.gantry.server.registry.Metas;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The small steps that complete an object, or refuse it, by one other object. */
final class DefaultsTest {
    private final AdmissionFixture cluster = new AdmissionFixture();

    @AfterEach
    void close() {
        cluster.close();
    }

    private void storageClass(String name, String annotation, boolean grows) {
        cluster.create("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s, annotations: {%s: "true"}}
                provisioner: x
                allowVolumeExpansion: %s
                """.formatted(name, annotation, grows));
        cluster.time.advance(Duration.ofSeconds(1));
    }

    private PersistentVolumeClaim claim(String name, String rest) {
        return (PersistentVolumeClaim) cluster.create("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s, namespace: shop}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}%s}
                """.formatted(name, rest));
    }

    @Test
    void aClaimGetsTheNewestDefaultClassAndAFinalizer() {
        storageClass("old", "storageclass.kubernetes.io/is-default-class", true);
        storageClass("new", "storageclass.beta.kubernetes.io/is-default-class", true);
        storageClass("newer", "other", true);
        PersistentVolumeClaim claim = claim("c", "");
        assertThat(claim.spec().storageClassName()).isEqualTo("new");
        assertThat(claim.metadata().finalizers()).containsExactly("kubernetes.io/pvc-protection");
        assertThat(claim("none", ", storageClassName: ''").spec().storageClassName())
                .isEmpty();
        PersistentVolume volume = (PersistentVolume) cluster.create("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: v}
                spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /x}}
                """);
        assertThat(volume.metadata().finalizers()).containsExactly("kubernetes.io/pv-protection");
    }

    @Test
    void aClaimGrowsOnlyWhenItsClassAllowsIt() {
        storageClass("grows", "x", true);
        storageClass("stays", "x", false);
        PersistentVolumeClaim grows = claim("a", ", storageClassName: grows");
        PersistentVolumeClaim stays = claim("b", ", storageClassName: stays");
        for (PersistentVolumeClaim claim : new PersistentVolumeClaim[] {grows, stays}) {
            cluster.update(
                    claim,
                    "status",
                    AdmissionFixture.ADMIN,
                    c -> new PersistentVolumeClaim(
                            c.metadata(),
                            c.spec(),
                            PersistentVolumeClaimStatusBuilder.of(c.status())
                                    .phase("Bound")
                                    .build()));
        }
        cluster.update(grows, DefaultsTest::grown);
        assertThat(cluster.get(PersistentVolumeClaimType.KIND, "a")
                        .spec()
                        .resources()
                        .requests())
                .containsEntry("storage", Quantity.parse("2Gi"));
        assertThatThrownBy(() -> cluster.update(stays, DefaultsTest::grown))
                .hasMessage(
                        "persistentvolumeclaims \"b\" is forbidden: only dynamically provisioned pvc can be resized and "
                                + "the storageclass that provisions the pvc must support resize");
    }

    @Test
    void aClaimThatChangesItsClassDoesNotGrow() {
        storageClass("one", "other", true);
        storageClass("two", "other", true);
        PersistentVolumeClaim of = claim("d", ", storageClassName: one");
        PersistentVolumeClaim old = new PersistentVolumeClaim(
                of.metadata(),
                of.spec(),
                PersistentVolumeClaimStatusBuilder.of(of.status())
                        .phase("Bound")
                        .build());
        PersistentVolumeClaim next =
                Metas.edit(grown(old), m -> m.annotations(Map.of("volume.beta.kubernetes.io/storage-class", "two")));
        AdmissionRequest request = new AdmissionRequest(
                AdmissionRequest.Operation.UPDATE,
                PersistentVolumeClaimType.KIND,
                "",
                "shop",
                "d",
                next,
                old,
                AdmissionFixture.ADMIN,
                false);
        assertThatThrownBy(() -> new ClaimResize(() -> cluster.registries).validate(request))
                .hasMessageContaining("only dynamically provisioned pvc can be resized");
        new ClaimResize(() -> cluster.registries).validate(request.withObject(grown(old)));
    }

    private static PersistentVolumeClaim grown(PersistentVolumeClaim claim) {
        return new PersistentVolumeClaim(
                claim.metadata(),
                PersistentVolumeClaimSpecBuilder.of(claim.spec())
                        .resources(new VolumeResourceRequirements(Map.of(), Map.of("storage", Quantity.parse("2Gi"))))
                        .build(),
                claim.status());
    }

    @Test
    void anIngressGetsTheDefaultClassUnlessItNamesOne() {
        cluster.create("""
                apiVersion: networking.k8s.io/v1
                kind: IngressClass
                metadata: {name: usual, annotations: {ingressclass.kubernetes.io/is-default-class: "true"}}
                spec: {controller: example.com/x}
                """);
        String ingress = """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: %s, namespace: shop, annotations: {%s: x}}
                spec: {defaultBackend: {service: {name: s, port: {number: 80}}}}
                """;
        assertThat(((Ingress) cluster.create(ingress.formatted("a", "note")))
                        .spec()
                        .ingressClassName())
                .isEqualTo("usual");
        assertThat(((Ingress) cluster.create(ingress.formatted("b", "kubernetes.io/ingress.class")))
                        .spec()
                        .ingressClassName())
                .isNull();
    }

    private Node node(String name, String labels) {
        return (Node) cluster.create(
                "{apiVersion: v1, kind: Node, metadata: {name: %s, labels: {%s}}}".formatted(name, labels));
    }

    private Pod pod(String name, String rest) {
        return cluster.pod("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop, labels: {topology.kubernetes.io/zone: mine}}
                spec: {containers: [{name: a, image: x}]%s}
                """.formatted(name, rest));
    }

    @Test
    void aNewNodeTakesNoPodsYet() {
        Node node = node("n1", "");
        assertThat(node.spec().taints()).singleElement().satisfies(taint -> {
            assertThat(taint.key()).isEqualTo("node.kubernetes.io/not-ready");
            assertThat(taint.effect()).isEqualTo("NoSchedule");
        });
    }

    @Test
    void aPodGetsTheZoneOfItsNode() {
        node("n1", "topology.kubernetes.io/zone: z1, topology.kubernetes.io/region: r1, other: x");
        Pod pod = pod("p", "");
        assertThat(pod.metadata().labels()).containsEntry("topology.kubernetes.io/zone", "mine");
        cluster.update(
                pod,
                "binding",
                AdmissionFixture.ADMIN,
                p -> new Pod(
                        p.metadata(), PodSpecBuilder.of(p.spec()).nodeName("n1").build(), p.status()));
        assertThat(cluster.get(PodType.KIND, "p").metadata().labels())
                .isEqualTo(Map.of("topology.kubernetes.io/zone", "z1", "topology.kubernetes.io/region", "r1"));
    }

    @Test
    void aRuntimeClassGivesOverheadAndPlace() {
        cluster.create("""
                apiVersion: node.k8s.io/v1
                kind: RuntimeClass
                metadata: {name: vm}
                handler: kata
                overhead: {podFixed: {cpu: 250m}}
                scheduling: {nodeSelector: {vm: "yes"}, tolerations: [{key: vm, operator: Exists}]}
                """);
        Pod pod = pod("p", ", runtimeClassName: vm, nodeSelector: {disk: ssd}");
        assertThat(pod.spec().overhead()).isEqualTo(Map.of("cpu", Quantity.parse("250m")));
        assertThat(pod.spec().nodeSelector()).isEqualTo(Map.of("disk", "ssd", "vm", "yes"));
        assertThat(pod.spec().tolerations())
                .anySatisfy(each -> assertThat(each.key()).isEqualTo("vm"));
        assertThatThrownBy(() -> pod("q", ", runtimeClassName: vm, nodeSelector: {vm: 'no'}"))
                .hasMessage("pods \"q\" is forbidden: conflict: runtimeClass.scheduling.nodeSelector[vm] = yes; "
                        + "pod.spec.nodeSelector[vm] = no");
        assertThatThrownBy(() -> pod("q", ", runtimeClassName: vm, overhead: {cpu: 1m}"))
                .hasMessage(
                        "pods \"q\" is forbidden: pod rejected: Pod's Overhead doesn't match RuntimeClass's defined "
                                + "Overhead");
        assertThatThrownBy(() -> pod("q", ", overhead: {cpu: 1m}"))
                .hasMessage(
                        "pods \"q\" is forbidden: pod rejected: Pod Overhead set without corresponding RuntimeClass "
                                + "defined Overhead");
        assertThatThrownBy(() -> pod("q", ", runtimeClassName: gone"))
                .hasMessage("pods \"q\" is forbidden: pod rejected: RuntimeClass \"gone\" not found");
    }

    @Test
    void aPodToleratesUnreadyNodesForAWhileUnlessItSaysOtherwise() {
        assertThat(pod("p", "").spec().tolerations())
                .extracting(each -> each.key() + " " + each.tolerationSeconds())
                .containsExactly("node.kubernetes.io/not-ready 300", "node.kubernetes.io/unreachable 300");
        assertThat(pod("q", ", tolerations: [{operator: Exists}]").spec().tolerations())
                .hasSize(1);
    }

    @Test
    void prioritiesFollowFromClassesOfWhichOneIsTheDefault() {
        String yaml = "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: %s}, value: %d,"
                + " globalDefault: %s}";
        cluster.create(yaml.formatted("vip", 7, false));
        cluster.create(yaml.formatted("usual", 3, true));
        assertThat(pod("p", ", priorityClassName: vip").spec().priority()).isEqualTo(7);
        assertThat(pod("q", "").spec().priority()).isEqualTo(3);
        assertThatThrownBy(() -> pod("r", ", priority: 8"))
                .hasMessage(
                        "pods \"r\" is forbidden: the integer value of priority (8) must not be provided in pod spec; "
                                + "priority admission controller computed 3 from the given PriorityClass name");
        assertThatThrownBy(() -> pod("r", ", priorityClassName: gone"))
                .hasMessage("pods \"r\" is forbidden: no PriorityClass with name gone was found");
        assertThatThrownBy(() -> cluster.create(yaml.formatted("second", 4, true)))
                .hasMessage("priorityclasses.scheduling.k8s.io \"second\" is forbidden: PriorityClass usual is already "
                        + "marked as default. Only one default can exist");
    }
}
