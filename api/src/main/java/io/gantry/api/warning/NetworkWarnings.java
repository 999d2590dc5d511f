package io.gantry.api.warning;

import io.gantry.api.core.v1.EndpointAddress;
import io.gantry.api.core.v1.EndpointSubset;
import io.gantry.api.core.v1.Endpoints;
import io.gantry.api.core.v1.LoadBalancerIngress;
import io.gantry.api.core.v1.LoadBalancerStatus;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceSpec;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.networking.v1.IPBlock;
import io.gantry.api.networking.v1.Ingress;
import io.gantry.api.networking.v1.NetworkPolicy;
import io.gantry.api.networking.v1.NetworkPolicyPeer;
import io.gantry.api.validation.FieldPath;
import java.util.List;
import java.util.Set;

/** What of a service, its endpoints and the traffic to it has no effect or is written oddly. */
final class NetworkWarnings {
    private static final String TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";
    private static final String INGRESS_CLASS = "kubernetes.io/ingress.class";
    private static final String SLICE_MANAGER = "endpointslice.kubernetes.io/managed-by";
    private static final String ENDPOINTS_MANAGER = "endpoints.kubernetes.io/managed-by";
    private static final Set<String> SLICE_CONTROLLERS =
            Set.of("endpointslice-controller.k8s.io", "endpointslicemirroring-controller.k8s.io");

    private NetworkWarnings() {}

    static void service(Service service, List<String> warnings) {
        ServiceSpec spec = service.spec();
        FieldPath path = FieldPath.SPEC;
        if (service.metadata().annotations().containsKey(TOPOLOGY_HINTS)) {
            warnings.add("annotation " + TOPOLOGY_HINTS
                    + " is deprecated, please use service.kubernetes.io/topology-mode instead");
        }
        if (!"None".equals(spec.clusterIP())) {
            addresses(spec.clusterIPs(), path.child("clusterIPs"), warnings);
        } else if ("ClusterIP".equals(spec.type())) {
            headless(spec, warnings);
        }
        if (!spec.externalIPs().isEmpty()) {
            warnings.add("spec.externalIPs is deprecated");
        }
        addresses(spec.externalIPs(), path.child("externalIPs"), warnings);
        AddressWarnings.address(spec.loadBalancerIP(), path.child("loadBalancerIP"), warnings);
        for (int i = 0; i < spec.loadBalancerSourceRanges().size(); i++) {
            FieldPath range = path.child("loadBalancerSourceRanges").index(i);
            AddressWarnings.network(spec.loadBalancerSourceRanges().get(i), range, warnings);
        }
        boolean elsewhere = "ExternalName".equals(spec.type());
        if (elsewhere && !spec.externalIPs().isEmpty()) {
            warnings.add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
        }
        if (!elsewhere && Warnings.given(spec.externalName())) {
            warnings.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
        }
        if ("PreferClose".equals(spec.trafficDistribution())) {
            warnings.add("spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"");
        }
    }

    private static void headless(ServiceSpec spec, List<String> warnings) {
        if (Warnings.given(spec.loadBalancerIP())) {
            warnings.add("spec.loadBalancerIP is ignored for headless services");
        }
        if (!spec.externalIPs().isEmpty()) {
            warnings.add("spec.externalIPs is ignored for headless services");
        }
        if (!"None".equals(spec.sessionAffinity())) {
            warnings.add("spec.SessionAffinity is ignored for headless services");
        }
    }

    static void status(Service service, List<String> warnings) {
        LoadBalancerStatus balancer = service.status().loadBalancer();
        if (balancer == null) {
            return;
        }
        FieldPath path = FieldPath.STATUS.child("loadBalancer").child("ingress");
        List<LoadBalancerIngress> ingresses = balancer.ingress();
        for (int i = 0; i < ingresses.size(); i++) {
            AddressWarnings.address(ingresses.get(i).ip(), path.index(i), warnings);
        }
    }

    static void endpoints(Endpoints endpoints, List<String> warnings) {
        if ("endpoint-controller".equals(endpoints.metadata().labels().get(ENDPOINTS_MANAGER))) {
            return;
        }
        for (int i = 0; i < endpoints.subsets().size(); i++) {
            EndpointSubset subset = endpoints.subsets().get(i);
            FieldPath path = FieldPath.of("subsets").index(i);
            subset(subset.addresses(), path.child("addresses"), warnings);
            subset(subset.notReadyAddresses(), path.child("notReadyAddresses"), warnings);
        }
    }

    private static void subset(List<EndpointAddress> addresses, FieldPath path, List<String> warnings) {
        for (int i = 0; i < addresses.size(); i++) {
            AddressWarnings.address(addresses.get(i).ip(), path.index(i).child("ip"), warnings);
        }
    }

    static void slice(EndpointSlice slice, boolean isNew, List<String> warnings) {
        if (isNew && slice.addressType().equals("FQDN")) {
            warnings.add("spec.addressType: FQDN endpoints are deprecated");
        }
        if (SLICE_CONTROLLERS.contains(slice.metadata().labels().getOrDefault(SLICE_MANAGER, ""))) {
            return;
        }
        for (int i = 0; i < slice.endpoints().size(); i++) {
            FieldPath path = FieldPath.of("endpoints").index(i).child("addresses");
            addresses(slice.endpoints().get(i).addresses(), path, warnings);
        }
    }

    static void policy(NetworkPolicy policy, List<String> warnings) {
        for (int i = 0; i < policy.spec().ingress().size(); i++) {
            FieldPath path = FieldPath.SPEC.child("ingress").index(i).child("from");
            peers(policy.spec().ingress().get(i).from(), path, warnings);
        }
        for (int i = 0; i < policy.spec().egress().size(); i++) {
            FieldPath path = FieldPath.SPEC.child("egress").index(i).child("to");
            peers(policy.spec().egress().get(i).to(), path, warnings);
        }
    }

    private static void peers(List<NetworkPolicyPeer> peers, FieldPath path, List<String> warnings) {
        for (int i = 0; i < peers.size(); i++) {
            IPBlock block = peers.get(i).ipBlock();
            if (block != null) {
                FieldPath at = path.index(i).child("ipBlock");
                AddressWarnings.network(block.cidr(), at.child("cidr"), warnings);
                for (int j = 0; j < block.except().size(); j++) {
                    AddressWarnings.network(
                            block.except().get(j), at.child("except").index(j), warnings);
                }
            }
        }
    }

    static void ingress(Ingress ingress, List<String> warnings) {
        if (ingress.metadata().annotations().containsKey(INGRESS_CLASS)
                && ingress.spec().ingressClassName() == null) {
            warnings.add(
                    "annotation \"" + INGRESS_CLASS + "\" is deprecated, please use 'spec.ingressClassName' instead");
        }
    }

    private static void addresses(List<String> addresses, FieldPath path, List<String> warnings) {
        for (int i = 0; i < addresses.size(); i++) {
            AddressWarnings.address(addresses.get(i), path.index(i), warnings);
        }
    }
}
