package io.gantry.api.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.CustomObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those of the strategies in {@code pkg/registry} and of {@code pkg/api}. */
class WarningsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1] | ~~
            externalName: example.com | spec.externalName is ignored when spec.type is not "ExternalName"
            type: ExternalName, externalName: example.com | ~~
            externalIPs: [1.2.3.4] | spec.externalIPs is deprecated
            type: ExternalName, externalName: example.com, externalIPs: [1.2.3.4] | spec.externalIPs is deprecated; spec.externalIPs is ignored when spec.type is "ExternalName"
            clusterIP: None, loadBalancerIP: 1.2.3.4 | spec.loadBalancerIP is ignored for headless services
            clusterIP: None, externalIPs: [1.2.3.4] | spec.externalIPs is ignored for headless services; spec.externalIPs is deprecated
            clusterIP: None, sessionAffinity: ClientIP | spec.SessionAffinity is ignored for headless services
            clusterIP: '2001:db8:0:0::2', clusterIPs: ['2001:db8:0:0::2'] | spec.clusterIPs[0]: IPv6 address "2001:db8:0:0::2" should be in RFC 5952 canonical format ("2001:db8::2")
            type: LoadBalancer, loadBalancerIP: '2001:DB8::1' | spec.loadBalancerIP: IPv6 address "2001:DB8::1" should be in RFC 5952 canonical format ("2001:db8::1")
            type: LoadBalancer, loadBalancerIP: '::ffff:10.0.0.1' | spec.loadBalancerIP: non-standard IP address "::ffff:10.0.0.1" will be considered invalid in a future Kubernetes release: use "10.0.0.1"
            type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8, '2001:db8:0:0::/64'] | spec.loadBalancerSourceRanges[1]: IPv6 CIDR value "2001:db8:0:0::/64" should be in RFC 5952 canonical format ("2001:db8::/64")
            trafficDistribution: PreferClose | spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"
            trafficDistribution: PreferSameZone | ~~
            type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.1/24] | spec.loadBalancerSourceRanges[0]: CIDR value "10.0.0.1/24" is ambiguous in this context (should be "10.0.0.0/24" or "10.0.0.1/32"?)
            """)
    void services(String spec, String warnings) {
        String service = "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {" + spec + "}}";

        assertThat(String.join("; ", Told.ofNew(service))).isEqualTo(warnings);
        assertThat(String.join("; ", Told.ofUpdate(service, service))).isEqualTo(warnings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            apiVersion: v1, kind: Service, metadata: {annotations: {service.kubernetes.io/topology-aware-hints: auto}} | annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead
            apiVersion: v1, kind: Endpoints, subsets: [{addresses: [{ip: 1.2.3.4}], notReadyAddresses: [{ip: '::0'}]}] | subsets[0].notReadyAddresses[0].ip: IPv6 address "::0" should be in RFC 5952 canonical format ("::")
            apiVersion: v1, kind: Endpoints, metadata: {labels: {endpoints.kubernetes.io/managed-by: endpoint-controller}}, subsets: [{addresses: [{ip: '::0'}]}] | ~~
            apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: FQDN, endpoints: [{addresses: [a.b]}] | spec.addressType: FQDN endpoints are deprecated
            apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv6, endpoints: [{addresses: ['::0']}] | endpoints[0].addresses[0]: IPv6 address "::0" should be in RFC 5952 canonical format ("::")
            apiVersion: v1, kind: Endpoints, subsets: [{notReadyAddresses: [{ip: '::ffff:10.0.0.1'}]}] | subsets[0].notReadyAddresses[0].ip: non-standard IP address "::ffff:10.0.0.1" will be considered invalid in a future Kubernetes release: use "10.0.0.1"
            apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {labels: {endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io}}, addressType: IPv6, endpoints: [{addresses: ['::0']}] | ~~
            apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {ingress: [{from: [{ipBlock: {cidr: '::0/0', except: ['a00::0/8']}}]}]} | spec.ingress[0].from[0].ipBlock.cidr: IPv6 CIDR value "::0/0" should be in RFC 5952 canonical format ("::/0"); spec.ingress[0].from[0].ipBlock.except[0]: IPv6 CIDR value "a00::0/8" should be in RFC 5952 canonical format ("a00::/8")
            apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {egress: [{to: [{podSelector: {}}, {ipBlock: {cidr: '::0/0'}}]}]} | spec.egress[0].to[1].ipBlock.cidr: IPv6 CIDR value "::0/0" should be in RFC 5952 canonical format ("::/0")
            apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.1/16]}}]}]} | spec.egress[0].to[0].ipBlock.except[0]: CIDR value "10.1.0.1/16" is ambiguous in this context (should be "10.1.0.0/16" or "10.1.0.1/32"?)
            apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {annotations: {kubernetes.io/ingress.class: a}} | annotation "kubernetes.io/ingress.class" is deprecated, please use 'spec.ingressClassName' instead
            apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {annotations: {kubernetes.io/ingress.class: a}}, spec: {ingressClassName: a} | ~~
            apiVersion: v1, kind: PersistentVolumeClaim, metadata: {annotations: {volume.beta.kubernetes.io/storage-class: a}} | metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "storageClassName" attribute instead
            apiVersion: v1, kind: PersistentVolumeClaim, spec: {resources: {requests: {storage: 1500m}, limits: {storage: 1}}} | spec.resources.requests[storage]: fractional byte value "1500m" is invalid, must be an integer
            apiVersion: v1, kind: PersistentVolume, spec: {persistentVolumeReclaimPolicy: Recycle, hostPath: {path: /a}} | spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.
            apiVersion: v1, kind: PersistentVolume, spec: {cephfs: {monitors: [m]}} | spec.cephfs: deprecated in v1.28, non-functional in v1.31+
            apiVersion: v1, kind: PersistentVolume, spec: {rbd: {image: a}, nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: beta.kubernetes.io/os, operator: Exists}]}]}}} | spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].key: beta.kubernetes.io/os is deprecated since v1.14; use "kubernetes.io/os" instead; spec.rbd: deprecated in v1.28, non-functional in v1.31+
            apiVersion: storage.k8s.io/v1, kind: StorageClass, allowedTopologies: [{matchLabelExpressions: [{key: failure-domain.beta.kubernetes.io/zone}]}] | allowedTopologies[0].matchLabelExpressions[0].key: deprecated since v1.17; use "topology.kubernetes.io/zone" instead
            apiVersion: storage.k8s.io/v1, kind: CSIStorageCapacity, nodeTopology: {matchLabels: {beta.kubernetes.io/os: linux}} | nodeTopology.matchLabels.beta.kubernetes.io/os: deprecated since v1.14; use "kubernetes.io/os" instead
            apiVersion: v1, kind: Node, spec: {externalID: a} | spec.externalID: this field is deprecated, and is unused by Kubernetes
            apiVersion: v1, kind: Node, spec: {configSource: {}} | spec.configSource: the feature is removed
            apiVersion: node.k8s.io/v1, kind: RuntimeClass, scheduling: {nodeSelector: {beta.kubernetes.io/arch: a}} | scheduling.nodeSelector: deprecated since v1.14; use "kubernetes.io/arch" instead
            apiVersion: v1, kind: ServiceAccount, metadata: {annotations: {kubernetes.io/enforce-mountable-secrets: 'true'}} | metadata.annotations[kubernetes.io/enforce-mountable-secrets]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets
            apiVersion: apps/v1, kind: StatefulSet, spec: {revisionHistoryLimit: -1, volumeClaimTemplates: [{spec: {resources: {requests: {storage: 1m}}}}]} | spec.volumeClaimTemplates[0].resources.requests[storage]: fractional byte value "1m" is invalid, must be an integer; spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended
            apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {completionMode: Indexed, completions: 100001, parallelism: 10001} | spec: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail
            apiVersion: batch/v1, kind: CronJob, metadata: {name: a}, spec: {schedule: 'TZ=UTC 0 * * * *', jobTemplate: {spec: {template: {spec: {nodeSelector: {beta.kubernetes.io/os: a}}}}}} | spec.jobTemplate.spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead
            apiVersion: v1, kind: PodTemplate, template: {spec: {nodeSelector: {beta.kubernetes.io/os: a}}} | template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead
            apiVersion: v1, kind: ConfigMap, data: {a: b} | ~~
            """)
    void kinds(String object, String warnings) {
        assertThat(String.join("; ", Told.ofNew("{" + object + "}"))).isEqualTo(warnings);
    }

    @Test
    void updatesAreToldOfWhatTheyBring() {
        String account = "{apiVersion: v1, kind: ServiceAccount, metadata: {annotations: {%s}}}";
        String mountable = account.formatted("kubernetes.io/enforce-mountable-secrets: a");
        assertThat(Told.ofUpdate(account.formatted(""), mountable)).hasSize(1);
        assertThat(Told.ofUpdate(mountable, mountable)).isEmpty();

        String slice = "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: FQDN}";
        assertThat(Told.ofUpdate(slice, slice)).isEmpty();
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

        assertThat(Warnings.ofUpdate(custom("old"), custom("old", "new", "a.b", "a.b/c", "orphan")))
                .containsExactly(
                        "metadata.finalizers: \"a.b\": prefer a domain-qualified finalizer name including a path (/)"
                                + end,
                        "metadata.finalizers: \"new\": prefer a domain-qualified finalizer name" + end);
        assertThat(Warnings.ofNew(custom("old"))).hasSize(1);
    }

    @Test
    void statusesHaveAddresses() {
        assertThat(Warnings.ofStatus(Told.object(
                        "{apiVersion: v1, kind: Pod, status: {podIPs: [{ip: '::0'}], hostIPs: [{ip:" + " '1::0'}]}}")))
                .containsExactly(
                        "status.podIPs[0].ip: IPv6 address \"::0\" should be in RFC 5952 canonical format (\"::\")",
                        "status.hostIPs[0].ip: IPv6 address \"1::0\" should be in RFC 5952 canonical format (\"1::\")");
        assertThat(Warnings.ofStatus(Told.object(
                        "{apiVersion: v1, kind: Service, status: {loadBalancer: {ingress: [{ip: '::0'}]}}}")))
                .containsExactly("status.loadBalancer.ingress[0]: IPv6 address \"::0\" should be in RFC 5952 canonical"
                        + " format (\"::\")");
    }
}
