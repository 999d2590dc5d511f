package io.gantry.server.auth.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.certificates.v1beta1.PodCertificateRequestType;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.PersistentVolumeType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.resource.v1.ResourceSliceType;
import io.gantry.api.storage.v1.VolumeAttachmentType;
import io.gantry.client.Reader;
import io.gantry.server.auth.BootstrapPolicy;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeAuthorizerTest {
    private static final String OBJECTS = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec:
              nodeName: n1
              serviceAccountName: seller
              imagePullSecrets: [{name: s-pull}]
              resourceClaims: [{name: gpu, resourceClaimName: r-gpu}]
              initContainers:
              - {name: i, image: i, envFrom: [{secretRef: {name: s-from}}, {configMapRef: {name: c-from}}]}
              containers:
              - name: c
                image: i
                env:
                - {name: A, valueFrom: {secretKeyRef: {name: s-key, key: k}}}
                - {name: B, valueFrom: {configMapKeyRef: {name: c-key, key: k}}}
              volumes:
              - {name: a, secret: {secretName: s-volume}}
              - {name: b, configMap: {name: c-volume}}
              - {name: c, projected: {sources: [{secret: {name: s-part}}, {configMap: {name: c-part}}]}}
              - {name: d, persistentVolumeClaim: {claimName: data}}
              - {name: e, ephemeral: {volumeClaimTemplate: {spec: {}}}}
              - {name: f, csi: {driver: d, nodePublishSecretRef: {name: s-csi}}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: other, namespace: shop}
            spec:
              nodeName: n2
              containers: [{name: c, image: i, envFrom: [{secretRef: {name: s-other}}]}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: mirror, namespace: shop, annotations: {kubernetes.io/config.mirror: x}}
            spec:
              nodeName: n1
              containers: [{name: c, image: i, envFrom: [{secretRef: {name: s-mirror}}]}]
            ---
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: pv-data}
            spec:
              claimRef: {namespace: shop, name: data}
              csi:
                driver: d
                volumeHandle: h
                nodeStageSecretRef: {namespace: storage, name: s-stage}
                controllerExpandSecretRef: {namespace: storage, name: s-controller}
            ---
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: pv-free}
            spec:
              csi: {driver: d, volumeHandle: g, nodeStageSecretRef: {namespace: storage, name: s-free}}
            ---
            apiVersion: storage.k8s.io/v1
            kind: VolumeAttachment
            metadata: {name: va-1}
            spec: {attacher: d, nodeName: n1, source: {persistentVolumeName: pv-data}}
            ---
            apiVersion: storage.k8s.io/v1
            kind: VolumeAttachment
            metadata: {name: va-2}
            spec: {attacher: d, nodeName: n2, source: {persistentVolumeName: pv-data}}
            ---
            apiVersion: resource.k8s.io/v1
            kind: ResourceSlice
            metadata: {name: slice-1}
            spec: {driver: d, nodeName: n1, pool: {name: p, generation: 1, resourceSliceCount: 1}}
            ---
            apiVersion: resource.k8s.io/v1
            kind: ResourceSlice
            metadata: {name: slice-2}
            spec: {driver: d, nodeName: n2, pool: {name: p, generation: 1, resourceSliceCount: 1}}
            ---
            apiVersion: certificates.k8s.io/v1beta1
            kind: PodCertificateRequest
            metadata: {name: pc-1, namespace: shop}
            spec: {nodeName: n1}
            ---
            apiVersion: certificates.k8s.io/v1beta1
            kind: PodCertificateRequest
            metadata: {name: pc-2, namespace: shop}
            spec: {nodeName: n2}
            """;

    private static final NodeAuthorizer AUTHORIZER = new NodeAuthorizer(
            new NodeObjects(
                    reader(PodType.KIND),
                    reader(PersistentVolumeType.KIND),
                    reader(VolumeAttachmentType.KIND),
                    reader(ResourceSliceType.KIND),
                    reader(PodCertificateRequestType.KIND)),
            BootstrapPolicy.rulesOf("system:node"));

    @SuppressWarnings("unchecked") // told by the kind
    private static <T extends KubeObject> Reader<T> reader(Kind<T> kind) {
        List<T> objects = new ArrayList<>();
        for (String document : OBJECTS.split("---\n", -1)) {
            var object =
                    (KubeObject) Yaml.decode(document.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT);
            if (object.kind() == kind) {
                objects.add((T) object);
            }
        }
        return new Reader<>() {
            @Override
            public @Nullable T get(String namespace, String name) {
                return list(namespace).stream()
                        .filter(object -> object.name().equals(name))
                        .findAny()
                        .orElse(null);
            }

            @Override
            public List<T> list(String namespace) {
                return objects.stream()
                        .filter(object -> namespace.isEmpty() || namespace.equals(object.namespace()))
                        .toList();
            }
        };
    }

    private static Decision ask(
            UserInfo user, String verb, String resource, String namespace, String name, String fieldSelector) {
        int dot = resource.indexOf('.');
        String group = dot < 0 ? "" : resource.substring(dot + 1);
        String[] parts = (dot < 0 ? resource : resource.substring(0, dot)).split("/", 2);
        return AUTHORIZER.authorize(Attributes.resource(
                user, verb, namespace, group, parts[0], parts.length > 1 ? parts[1] : "", name, fieldSelector, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "get, secrets, shop, s-pull",
        "get, secrets, shop, s-from",
        "list, secrets, shop, s-key",
        "watch, secrets, shop, s-volume",
        "get, secrets, shop, s-part",
        "get, secrets, shop, s-csi",
        "get, secrets, storage, s-stage",
        "get, configmaps, shop, c-from",
        "get, configmaps, shop, c-key",
        "watch, configmaps, shop, c-volume",
        "get, configmaps, shop, c-part",
        "get, persistentvolumeclaims, shop, data",
        "get, persistentvolumeclaims, shop, web-e",
        "patch, persistentvolumeclaims/status, shop, data",
        "get, persistentvolumes, '', pv-data",
        "get, resourceclaims.resource.k8s.io, shop, r-gpu",
        "get, volumeattachments.storage.k8s.io, '', va-1",
        "create, serviceaccounts/token, shop, seller",
        "get, serviceaccounts, shop, seller",
        "get, leases.coordination.k8s.io, kube-node-lease, n1",
        "create, leases.coordination.k8s.io, kube-node-lease, ''",
        "delete, csinodes.storage.k8s.io, '', n1",
        "create, csinodes.storage.k8s.io, '', ''",
        "delete, resourceslices.resource.k8s.io, '', slice-1",
        "get, podcertificaterequests.certificates.k8s.io, shop, pc-1",
        "create, podcertificaterequests.certificates.k8s.io, shop, ''",
        "get, nodes, '', n1",
        "create, nodes, '', ''",
        "patch, nodes/status, '', n1",
        "get, pods, shop, web",
        "watch, pods, shop, web",
        "delete, pods, shop, web",
        "patch, pods/status, shop, web",
        "create, pods/eviction, shop, web",
        "list, services, '', ''",
        "create, events, shop, ''",
        "watch, runtimeclasses.node.k8s.io, '', ''",
        "create, certificatesigningrequests.certificates.k8s.io, '', ''",
    })
    void aNodeMayDoWhatItNeeds(String verb, String resource, String namespace, String name) {
        UserInfo n1 = UserInfo.of("system:node:n1", "system:nodes");

        assertThat(ask(n1, verb, resource, namespace, name, "").allowed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get    | secrets         | shop    | s-other  | no relationship found between node 'n1' and this object",
                "get    | secrets         | shop    | s-mirror | no relationship found between node 'n1' and this object",
                "get    | secrets         | other   | s-pull   | no relationship found between node 'n1' and this object",
                "get    | secrets         | storage | s-controller | no relationship found between node 'n1' and this object",
                "get    | secrets         | storage | s-free   | no relationship found between node 'n1' and this object",
                "list   | secrets         | shop    | ''       | No Object name found",
                "list   | secrets         | ''      | s-pull   | can only read namespaced object of this type",
                "update | secrets         | shop    | s-pull   | can only read resources of this type",
                "list   | persistentvolumes | ''    | pv-data  | can only get individual resources of this type",
                "get    | persistentvolumes | ''    | pv-free  | no relationship found between node 'n1' and this object",
                "delete | persistentvolumeclaims/status | shop | data | can only get/update/patch this type",
                "get    | volumeattachments.storage.k8s.io | '' | va-2 | no relationship found between node 'n1' and this object",
                "create | serviceaccounts/token | shop | default | no relationship found between node 'n1' and this object",
                "create | serviceaccounts | shop    | seller   | can only create token subresource of serviceaccount",
                "get    | leases.coordination.k8s.io | kube-system | n1 | can only access leases in the \"kube-node-lease\" system namespace",
                "get    | leases.coordination.k8s.io | kube-node-lease | n2 | can only access node lease with the same name as the requesting node",
                "list   | leases.coordination.k8s.io | kube-node-lease | '' | can only get, create, update, patch, or delete a node lease",
                "get    | csinodes.storage.k8s.io | '' | n2 | can only access CSINode with the same name as the requesting node",
                "get    | resourceslices.resource.k8s.io | '' | slice-2 | no relationship found between node 'n1' and this object",
                "list   | resourceslices.resource.k8s.io | '' | '' | can only list/watch/deletecollection resourceslices with nodeName field selector",
                "get    | nodes           | ''      | n2       | node 'n1' cannot read 'n2', only its own Node object",
                "list   | nodes           | ''      | ''       | node 'n1' cannot read all nodes, only its own Node object",
                "delete | nodes           | ''      | n1       | ''",
                "get    | podcertificaterequests.certificates.k8s.io | shop | pc-2 | no relationship found between node 'n1' and this object",
                "list   | podcertificaterequests.certificates.k8s.io | shop | '' | can only list/watch podcertificaterequests with nodeName field selector",
                "update | podcertificaterequests.certificates.k8s.io | shop | pc-1 | nodes may not update podcertificaterequests",
                "update | podcertificaterequests/status.certificates.k8s.io | shop | pc-1 | nodes may not access the status subresource of PodCertificateRequests",
                "get    | pods            | shop    | other    | no relationship found between node 'n1' and this object",
                "list   | pods            | ''      | ''       | can only list/watch pods with spec.nodeName field selector",
                "get    | pods/log        | shop    | web      | ''",
                "delete | services        | shop    | s        | ''",
            })
    void aNodeMayDoNoMore(String verb, String resource, String namespace, String name, String reason) {
        UserInfo n1 = UserInfo.of("system:node:n1", "system:nodes");

        assertThat(ask(n1, verb, resource, namespace, name, "")).isEqualTo(Decision.noOpinion(reason));
    }

    @Test
    void aSelectorForItsOwnIsEnough() {
        UserInfo n1 = UserInfo.of("system:node:n1", "system:nodes");

        assertThat(ask(n1, "list", "pods", "", "", "status.phase!=Failed,spec.nodeName=n1")
                        .allowed())
                .isTrue();
        assertThat(ask(n1, "watch", "pods", "", "", "spec.nodeName=n2").allowed())
                .isFalse();
        assertThat(ask(n1, "watch", "pods", "", "", "spec.nodeName!=n1").allowed())
                .isFalse();
        assertThat(ask(n1, "deletecollection", "resourceslices.resource.k8s.io", "", "", "spec.nodeName==n1")
                        .allowed())
                .isTrue();
    }

    @Test
    void nobodyElseIsANode() {
        assertThat(ask(UserInfo.of("system:node:n1"), "get", "nodes", "", "n1", ""))
                .isEqualTo(Decision.noOpinion(""));
        assertThat(ask(UserInfo.of("n1", "system:nodes"), "get", "nodes", "", "n1", ""))
                .isEqualTo(Decision.noOpinion(""));
        assertThat(ask(UserInfo.of("system:node:", "system:nodes"), "get", "nodes", "", "n1", ""))
                .isEqualTo(Decision.noOpinion("unknown node for user \"system:node:\""));
    }
}
