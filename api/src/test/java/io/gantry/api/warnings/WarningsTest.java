package io.gantry.api.warnings;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.CustomObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of objects that are no workloads. */
class WarningsTest {
    private static List<String> warned(String kind, String rest) {
        String version = switch (kind) {
            case "Ingress", "NetworkPolicy" -> "networking.k8s.io/v1";
            case "StorageClass", "CSIStorageCapacity" -> "storage.k8s.io/v1";
            case "RuntimeClass" -> "node.k8s.io/v1";
            case "EndpointSlice" -> "discovery.k8s.io/v1";
            default -> "v1";
        };
        String metadata = rest.contains("metadata:") ? "" : "metadata: {name: one}, ";
        return Warned.ofNew("{apiVersion: " + version + ", kind: " + kind + ", " + metadata + rest + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            metadata: {name: one, annotations: {service.kubernetes.io/topology-aware-hints: auto}} | annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead
            spec: {clusterIP: None, loadBalancerIP: 10.0.0.1} | spec.loadBalancerIP is ignored for headless services
            spec: {clusterIP: None, externalIPs: [10.0.0.1]} | spec.externalIPs is ignored for headless services
            spec: {clusterIP: None, sessionAffinity: ClientIP} | spec.SessionAffinity is ignored for headless services
            spec: {externalIPs: [10.0.0.1]} | spec.externalIPs is deprecated and may no longer be implemented in some clusters
            spec: {type: ExternalName, externalName: a.b, externalIPs: [10.0.0.1]} | spec.externalIPs is ignored when spec.type is "ExternalName"
            spec: {externalName: a.b} | spec.externalName is ignored when spec.type is not "ExternalName"
            spec: {trafficDistribution: PreferClose} | spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"
            spec: {clusterIP: '2001:db8:0::1', clusterIPs: ['2001:db8:0::1']} | spec.clusterIPs[0]: IPv6 address "2001:db8:0::1" should be in RFC 5952 canonical format ("2001:db8::1")
            spec: {type: LoadBalancer, loadBalancerIP: '::ffff:10.0.0.1'} | spec.loadBalancerIP: non-standard IP address "::ffff:10.0.0.1" will be considered invalid in a future Kubernetes release: use "10.0.0.1"
            spec: {type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.1/24]} | spec.loadBalancerSourceRanges[0]: CIDR value "10.0.0.1/24" is ambiguous in this context (should be "10.0.0.0/24" or "10.0.0.1/32"?)
            spec: {type: LoadBalancer, loadBalancerSourceRanges: ['2001:DB8::/64']} | spec.loadBalancerSourceRanges[0]: IPv6 CIDR value "2001:DB8::/64" should be in RFC 5952 canonical format ("2001:db8::/64")
            spec: {type: LoadBalancer, loadBalancerSourceRanges: ['::ffff:10.0.0.0/120']} | spec.loadBalancerSourceRanges[0]: non-standard CIDR value "::ffff:10.0.0.0/120" will be considered invalid in a future Kubernetes release: use "10.0.0.0/24"
            """)
    void ofAService(String service, String warning) {
        assertThat(warned("Service", service)).containsExactly(warning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Ingress | metadata: {name: one, annotations: {kubernetes.io/ingress.class: c}}, spec: {} | annotation "kubernetes.io/ingress.class" is deprecated, please use 'spec.ingressClassName' instead
            NetworkPolicy | spec: {ingress: [{from: [{ipBlock: {cidr: 10.0.0.1/8}}]}]} | spec.ingress[0].from[0].ipBlock.cidr: CIDR value "10.0.0.1/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.1/32"?)
            NetworkPolicy | spec: {egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.1/16]}}]}]} | spec.egress[0].to[0].ipBlock.except[0]: CIDR value "10.1.0.1/16" is ambiguous in this context (should be "10.1.0.0/16" or "10.1.0.1/32"?)
            Endpoints | subsets: [{notReadyAddresses: [{ip: '::ffff:10.0.0.1'}]}] | subsets[0].notReadyAddresses[0].ip: non-standard IP address "::ffff:10.0.0.1" will be considered invalid in a future Kubernetes release: use "10.0.0.1"
            EndpointSlice | addressType: IPv6, endpoints: [{addresses: ['2001:DB8::1']}] | endpoints[0].addresses[0]: IPv6 address "2001:DB8::1" should be in RFC 5952 canonical format ("2001:db8::1")
            EndpointSlice | addressType: FQDN, endpoints: [{addresses: [a.b]}] | spec.addressType: FQDN endpoints are deprecated
            PersistentVolume | spec: {persistentVolumeReclaimPolicy: Recycle} | spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.
            PersistentVolume | spec: {cephfs: {monitors: [m]}} | spec.cephfs: deprecated in v1.28, non-functional in v1.31+
            PersistentVolume | spec: {nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: beta.kubernetes.io/os, operator: Exists}]}]}}} | spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].key: beta.kubernetes.io/os is deprecated since v1.14; use "kubernetes.io/os" instead
            PersistentVolumeClaim | metadata: {name: one, annotations: {volume.beta.kubernetes.io/storage-class: c}} | metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "storageClassName" attribute instead
            PersistentVolumeClaim | spec: {resources: {requests: {storage: 100m}}} | spec.resources.requests[storage]: fractional byte value "100m" is invalid, must be an integer
            StorageClass | provisioner: p, allowedTopologies: [{matchLabelExpressions: [{key: beta.kubernetes.io/os, values: [a]}]}] | allowedTopologies[0].matchLabelExpressions[0].key: deprecated since v1.14; use "kubernetes.io/os" instead
            CSIStorageCapacity | storageClassName: c, nodeTopology: {matchLabels: {beta.kubernetes.io/os: linux}} | nodeTopology.matchLabels.beta.kubernetes.io/os: deprecated since v1.14; use "kubernetes.io/os" instead
            RuntimeClass | handler: h, scheduling: {nodeSelector: {beta.kubernetes.io/os: linux}} | scheduling.nodeSelector: deprecated since v1.14; use "kubernetes.io/os" instead
            Node | spec: {externalID: a} | spec.externalID: this field is deprecated, and is unused by Kubernetes
            ServiceAccount | metadata: {name: one, annotations: {kubernetes.io/enforce-mountable-secrets: 'true'}} | metadata.annotations[kubernetes.io/enforce-mountable-secrets]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets
            """)
    void ofOthers(String kind, String rest, String warning) {
        assertThat(warned(kind, rest)).containsExactly(warning);
    }

    @Test
    void whatIsKeptIsNotSaidAgain() {
        String account = "{apiVersion: v1, kind: ServiceAccount, metadata: {name: one, annotations:"
                + " {kubernetes.io/enforce-mountable-secrets: 'true'}}}";

        assertThat(Warned.ofUpdate(account, account)).isEmpty();
    }

    @Test
    void slicesOfControllersAreNotLookedAt() {
        assertThat(warned(
                        "EndpointSlice",
                        "metadata: {name: one, labels: {endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io}},"
                                + " addressType: IPv6, endpoints: [{addresses: ['2001:DB8::1']}]"))
                .isEmpty();
    }

    private static CustomObject custom(String... finalizers) {
        var kind = CustomObject.kind("example.com", "v1", CustomObject.Names.of("Tab", "tabs"), true);
        ObjectMeta metadata = ObjectMetaBuilder.of()
                .name("one")
                .finalizers(List.of(finalizers))
                .build();
        return new CustomObject(kind, metadata, Map.of());
    }

    @Test
    void finalizersThatACustomObjectGains() {
        String end = " to avoid accidental conflicts with other finalizer writers";

        assertThat(Warnings.ofUpdate(custom("old", "new", "a.b", "a.b/c", "orphan"), custom("old")))
                .containsExactly(
                        "metadata.finalizers: \"a.b\": prefer a domain-qualified finalizer name including a path (/)"
                                + end,
                        "metadata.finalizers: \"new\": prefer a domain-qualified finalizer name" + end);
        assertThat(Warnings.ofNew(custom("old"))).hasSize(1);
    }
}
