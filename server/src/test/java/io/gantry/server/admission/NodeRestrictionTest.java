package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeSpecBuilder;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodExtendedResourceClaimStatus;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.policy.v1.Eviction;
import io.gantry.api.resource.v1.ResourceSliceType;
import io.gantry.client.WriteOptions;
import io.gantry.server.registry.Evictions;
import io.gantry.server.registry.Metas;
import io.gantry.server.request.UserInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeRestrictionTest {
    private static final UserInfo NODE = UserInfo.of("system:node:n1", "system:nodes", UserInfo.AUTHENTICATED);

    private final AdmissionFixture cluster = new AdmissionFixture();

    @BeforeEach
    void nodes() {
        for (String name : List.of("n1", "n2")) {
            cluster.create("{apiVersion: v1, kind: Node, metadata: {name: %s}}".formatted(name));
            cluster.create("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: on-%s, namespace: shop}
                    spec: {nodeName: %s, containers: [{name: a, image: x}]}
                    """.formatted(name, name));
        }
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void create(String yaml) {
        cluster.create(AdmissionFixture.parse(yaml), NODE, WriteOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{apiVersion: v1, kind: Node, metadata: {name: n3}} | node \"n1\" is not allowed to modify node \"n3\"",
                "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop}, spec: {containers: [{name: a, image: x}]}}"
                        + " | pod does not have \"kubernetes.io/config.mirror\" annotation, node \"n1\" can only create mirror"
                        + " pods",
                "{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: n1, namespace: shop}}"
                        + " | can only access leases in the \"kube-node-lease\" system namespace",
                "{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: n2}, spec: {drivers: []}}"
                        + " | can only access CSINode with the same name as the requesting node",
                "{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {generateName: n1}, spec: {drivers: []}}"
                        + " | can only access CSINode with the same name as the requesting node",
                "{apiVersion: v1, kind: Node, metadata: {generateName: n1}} | node \"n1\" is not allowed to modify node \"\"",
                "{apiVersion: resource.k8s.io/v1, kind: ResourceSlice, metadata: {name: s}, spec: {driver: d, nodeName: n2,"
                        + " pool: {name: p, generation: 1, resourceSliceCount: 1}}}"
                        + " | can only create ResourceSlice with the same NodeName as the requesting node",
                "{apiVersion: resource.k8s.io/v1, kind: ResourceSlice, metadata: {name: s}, spec: {driver: d, allNodes: true,"
                        + " pool: {name: p, generation: 1, resourceSliceCount: 1}}}"
                        + " | can only create ResourceSlice with the same NodeName as the requesting node",
            })
    void aNodeMakesNothingForOthers(String yaml, String why) {
        assertThatThrownBy(() -> create(yaml)).hasMessageEndingWith(" is forbidden: " + why);
    }

    @Test
    void aNodeChangesItselfButNotItsTaintsNorTheLabelsOfOthers() {
        Node node = cluster.get(NodeType.KIND, "n1");
        cluster.update(
                node, "", NODE, n -> Metas.edit(n, m -> m.labels(Map.of("kubernetes.io/os", "linux", "own", "x"))));
        assertThatThrownBy(() -> cluster.update(
                        node,
                        "",
                        NODE,
                        n -> Metas.edit(
                                n,
                                m -> m.labels(Map.of(
                                        "node-restriction.kubernetes.io/a",
                                        "x",
                                        "kubernetes.io/role",
                                        "y",
                                        "own",
                                        "z")))))
                .hasMessage("nodes \"n1\" is forbidden: is not allowed to modify labels: kubernetes.io/role, "
                        + "node-restriction.kubernetes.io/a");
        assertThatThrownBy(() -> cluster.update(
                        node,
                        "",
                        NODE,
                        n -> new Node(
                                n.metadata(),
                                NodeSpecBuilder.of(n.spec()).taints(List.of()).build(),
                                n.status())))
                .hasMessage("nodes \"n1\" is forbidden: node \"n1\" is not allowed to modify taints");
        assertThatThrownBy(() -> cluster.update(
                        cluster.get(NodeType.KIND, "n2"),
                        "status",
                        NODE,
                        n -> Metas.edit(n, m -> m.annotations(Map.of("a", "b")))))
                .hasMessageEndingWith("node \"n1\" is not allowed to modify node \"n2\"");
    }

    @Test
    void aNodeGivesItselfNoOwner() {
        Node node = cluster.get(NodeType.KIND, "n1");
        OwnerReference owner = new OwnerReference("Node", "n2", "u", "v1", null, null);
        assertThatThrownBy(() ->
                        cluster.update(node, "", NODE, n -> Metas.edit(n, m -> m.ownerReferences(List.of(owner)))))
                .hasMessage("nodes \"n1\" is forbidden: node \"n1\" is not allowed to modify ownerReferences");
    }

    @Test
    void aNodeDeletesNoSlicesOfOthers() {
        for (String name : List.of("n1", "n2")) {
            cluster.create("""
                    apiVersion: resource.k8s.io/v1
                    kind: ResourceSlice
                    metadata: {name: of-%s}
                    spec: {driver: d, nodeName: %s, pool: {name: p, generation: 1, resourceSliceCount: 1}}
                    """.formatted(name, name));
        }
        var slices = cluster.registries.registry(ResourceSliceType.KIND);
        cluster.as(NODE, () -> slices.delete("", "of-n1", DeleteOptionsType.EMPTY));
        assertThatThrownBy(() -> cluster.as(NODE, () -> slices.delete("", "of-n2", DeleteOptionsType.EMPTY)))
                .hasMessageEndingWith("can only delete ResourceSlice with the same NodeName as the requesting node");
    }

    @Test
    void aNodeReportsOnAndDeletesItsOwnPodsOnly() {
        Pod own = cluster.get(PodType.KIND, "on-n1");
        Pod other = cluster.get(PodType.KIND, "on-n2");
        cluster.update(own, "status", NODE, p -> Metas.edit(p, m -> m.annotations(Map.of("a", "b"))));
        assertThatThrownBy(() ->
                        cluster.update(other, "status", NODE, p -> Metas.edit(p, m -> m.annotations(Map.of("a", "b")))))
                .hasMessage("pods \"on-n2\" is forbidden: node \"n1\" can only update pod status for pods with "
                        + "spec.nodeName set to itself");
        assertThatThrownBy(() ->
                        cluster.update(own, "", NODE, p -> Metas.edit(p, m -> m.annotations(Map.of("a", "c")))))
                .hasMessageContaining(
                        "unexpected operation \"UPDATE\", node \"n1\" can only create and delete mirror pods");
        assertThatThrownBy(() -> delete("on-n2"))
                .hasMessage(
                        "pods \"on-n2\" is forbidden: node \"n1\" can only delete pods with spec.nodeName set to itself");
        assertThatThrownBy(() -> cluster.update(own, "status", NODE, NodeRestrictionTest::withExtendedClaim))
                .hasMessageEndingWith("node \"n1\" cannot update extended resource claim status");
        delete("on-n1");
    }

    private static Pod withExtendedClaim(Pod pod) {
        return new Pod(
                pod.metadata(),
                pod.spec(),
                PodStatusBuilder.of(pod.status())
                        .extendedResourceClaimStatus(new PodExtendedResourceClaimStatus(List.of(), "another"))
                        .build());
    }

    private void delete(String pod) {
        cluster.as(NODE, () -> cluster.registries.registry(PodType.KIND).delete("shop", pod, DeleteOptionsType.EMPTY));
    }

    @Test
    void aNodeEvictsItsOwnPodsOnly() {
        Evictions evictions = new Evictions(cluster.registries, cluster.time);
        Eviction eviction = (Eviction)
                AdmissionFixture.parse("{apiVersion: policy/v1, kind: Eviction, metadata: {namespace: shop}}");
        assertThatThrownBy(() -> cluster.as(NODE, () -> {
                    evictions.evict("shop", "on-n2", eviction, false);
                    return "";
                }))
                .hasMessageEndingWith("node n1 can only evict pods with spec.nodeName set to itself");
        cluster.as(NODE, () -> {
            evictions.evict("shop", "on-n1", eviction, false);
            return "";
        });
        assertThat(cluster.get(PodType.KIND, "on-n1").metadata().deletionTimestamp())
                .isNotNull();
    }
}
