package io.gantry.api.warnings;

import io.gantry.api.core.v1.EndpointAddress;
import io.gantry.api.core.v1.EndpointSubset;
import io.gantry.api.core.v1.Endpoints;
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
import org.jspecify.annotations.Nullable;

/** Services, their endpoints, ingresses and network policies. */
final class NetworkWarnings {
    private static final String HINTS = "service.kubernetes.io/topology-aware-hints";
    private static final String INGRESS_CLASS = "kubernetes.io/ingress.class";

    /** Controllers that write their addresses in the common form. */
    private static final Set<String> CAREFUL =
            Set.of("endpointslice-controller.k8s.io", "endpointslicemirroring-controller.k8s.io");

    private NetworkWarnings() {}

    static void service(Service service, List<String> warnings) {
        ServiceSpec spec = service.spec();
        boolean headless = "ClusterIP".equals(spec.type()) && "None".equals(spec.clusterIP());
        boolean external = "ExternalName".equals(spec.type());
        if (service.metadata().annotations().containsKey(HINTS)) {
            warnings.add(
                    "annotation " + HINTS + " is deprecated, please use service.kubernetes.io/topology-mode instead");
        }
        if (!headless && !external) {
            addresses(spec.clusterIPs(), FieldPath.SPEC.child("clusterIPs"), warnings);
        }
        if (headless) {
            ofHeadless(spec, warnings);
        }
        addresses(spec.externalIPs(), FieldPath.SPEC.child("externalIPs"), warnings);
        if (!spec.externalIPs().isEmpty() && !headless && !external) {
            warnings.add("spec.externalIPs is deprecated and may no longer be implemented in some clusters");
        }
        if (spec.loadBalancerIP() != null) {
            AddressForms.address(spec.loadBalancerIP(), FieldPath.SPEC.child("loadBalancerIP"), warnings);
        }
        FieldPath ranges = FieldPath.SPEC.child("loadBalancerSourceRanges");
        for (int i = 0; i < spec.loadBalancerSourceRanges().size(); i++) {
            AddressForms.network(spec.loadBalancerSourceRanges().get(i), ranges.index(i), warnings);
        }
        if (external && !spec.externalIPs().isEmpty()) {
            warnings.add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
        }
        if (!external && isSet(spec.externalName())) {
            warnings.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
        }
        if ("PreferClose".equals(spec.trafficDistribution())) {
            warnings.add("spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"");
        }
    }

    private static void ofHeadless(ServiceSpec spec, List<String> warnings) {
        if (isSet(spec.loadBalancerIP())) {
            warnings.add("spec.loadBalancerIP is ignored for headless services");
        }
        if (!spec.externalIPs().isEmpty()) {
            warnings.add("spec.externalIPs is ignored for headless services");
        }
        if (!"None".equals(spec.sessionAffinity())) {
            warnings.add("spec.SessionAffinity is ignored for headless services");
        }
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    static void endpoints(Endpoints endpoints, List<String> warnings) {
        if ("endpoint-controller".equals(endpoints.metadata().labels().get("endpoints.kubernetes.io/managed-by"))) {
            return;
        }
        FieldPath path = FieldPath.of("subsets");
        for (int i = 0; i < endpoints.subsets().size(); i++) {
            EndpointSubset subset = endpoints.subsets().get(i);
            ofSubset(subset.addresses(), path.index(i).child("addresses"), warnings);
            ofSubset(subset.notReadyAddresses(), path.index(i).child("notReadyAddresses"), warnings);
        }
    }

    private static void ofSubset(List<EndpointAddress> addresses, FieldPath path, List<String> warnings) {
        for (int i = 0; i < addresses.size(); i++) {
            AddressForms.address(addresses.get(i).ip(), path.index(i).child("ip"), warnings);
        }
    }

    static void slice(EndpointSlice slice, boolean created, List<String> warnings) {
        if (created && slice.addressType().equals("FQDN")) {
            warnings.add("spec.addressType: FQDN endpoints are deprecated");
        }
        String writer = slice.metadata().labels().get("endpointslice.kubernetes.io/managed-by");
        if (slice.addressType().equals("FQDN") || (writer != null && CAREFUL.contains(writer))) {
            return;
        }
        for (int i = 0; i < slice.endpoints().size(); i++) {
            FieldPath path = FieldPath.of("endpoints").index(i).child("addresses");
            addresses(slice.endpoints().get(i).addresses(), path, warnings);
        }
    }

    static void ingress(Ingress ingress, List<String> warnings) {
        if (ingress.metadata().annotations().containsKey(INGRESS_CLASS)
                && ingress.spec().ingressClassName() == null) {
            warnings.add(
                    "annotation \"" + INGRESS_CLASS + "\" is deprecated, please use 'spec.ingressClassName' instead");
        }
    }

    static void policy(NetworkPolicy policy, List<String> warnings) {
        FieldPath ingress = FieldPath.SPEC.child("ingress");
        for (int i = 0; i < policy.spec().ingress().size(); i++) {
            peers(policy.spec().ingress().get(i).from(), ingress.index(i).child("from"), warnings);
        }
        FieldPath egress = FieldPath.SPEC.child("egress");
        for (int i = 0; i < policy.spec().egress().size(); i++) {
            peers(policy.spec().egress().get(i).to(), egress.index(i).child("to"), warnings);
        }
    }

    private static void peers(List<NetworkPolicyPeer> peers, FieldPath path, List<String> warnings) {
        for (int i = 0; i < peers.size(); i++) {
            IPBlock block = peers.get(i).ipBlock();
            if (block == null) {
                continue;
            }
            FieldPath at = path.index(i).child("ipBlock");
            AddressForms.network(block.cidr(), at.child("cidr"), warnings);
            for (int j = 0; j < block.except().size(); j++) {
                AddressForms.network(block.except().get(j), at.child("except").index(j), warnings);
            }
        }
    }

    private static void addresses(List<String> addresses, FieldPath path, List<String> warnings) {
        for (int i = 0; i < addresses.size(); i++) {
            AddressForms.address(addresses.get(i), path.index(i), warnings);
        }
    }
}
