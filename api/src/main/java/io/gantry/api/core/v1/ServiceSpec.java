package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which pods a Service stands for, and how it can be reached.
 *
 * @param ports Ports of the Service; needed except by headless Services and those of type ExternalName.
 * @param selector Labels of the pods behind the Service. Without it, somebody else must keep the endpoints. Not used
 *     with type ExternalName.
 * @param clusterIP Virtual address in the cluster, picked unless given; None makes the Service headless. Immutable
 *     unless type changes from or to ExternalName.
 * @param type How it is exposed. One of ClusterIP, NodePort, LoadBalancer (each on top of the one before) or
 *     ExternalName, a DNS alias. Defaults to ClusterIP.
 * @param externalIPs Further addresses at which nodes accept the Service's traffic; routing it there is up to you.
 * @param sessionAffinity Whether a client stays with one pod: ClientIP (yes, told by its address) or None. Defaults to
 *     None.
 * @param loadBalancerIP Address wished for the load balancer, where the provider heeds it. Deprecated: use the
 *     provider's annotations.
 * @param loadBalancerSourceRanges CIDRs of clients that may use the load balancer, where the provider can enforce it.
 *     Without it, all may.
 * @param externalName DNS name that the Service is an alias of, with type ExternalName.
 * @param externalTrafficPolicy Where outside traffic goes. One of Cluster (any pod) or Local (pods of the receiving
 *     node, which keeps the client's IP). Defaults to Cluster.
 * @param healthCheckNodePort Port where nodes tell load balancers if they have pods of the Service; only for type
 *     LoadBalancer with external policy Local. Set once.
 * @param publishNotReadyAddresses Whether pods count as endpoints before they are ready, as for peers that must find
 *     one another. Defaults to false.
 * @param sessionAffinityConfig Settings of session affinity; only with ClientIP.
 * @param ipFamilyPolicy Whether both IP families are used. One of SingleStack, PreferDualStack, RequireDualStack.
 *     Defaults to SingleStack.
 * @param clusterIPs Virtual addresses, one for each entry of ipFamilies; the first is clusterIP.
 * @param ipFamilies IP families of the Service, IPv4 or IPv6 or both, the primary one first; the primary one cannot be
 *     changed.
 * @param allocateLoadBalancerNodePorts Whether type LoadBalancer also takes node ports. Switch off if the balancer
 *     reaches pods directly. Defaults to true.
 * @param loadBalancerClass Implementation that is to serve the load balancer. Defaults to that of the cloud provider.
 *     Immutable while the type is LoadBalancer.
 * @param internalTrafficPolicy Where traffic from inside the cluster goes. One of Cluster (any pod) or Local (pods on
 *     the client's node). Defaults to Cluster.
 * @param trafficDistribution Which endpoints are preferred. One of PreferSameZone, PreferSameNode or PreferClose, the
 *     older name of PreferSameZone. No preference when absent.
 */
@ApiType
public record ServiceSpec(
        @Field(
                value = 1,
                listType = ListType.MAP,
                mapKeys = {"port", "protocol"},
                merge = true,
                mergeKey = "port")
        List<ServicePort> ports,

        @Field(value = 2, atomic = true) @Format(TextFormat.LABELS)
        Map<String, String> selector,

        @Field(3) @Nullable String clusterIP,

        @Field(4)
        @Default("ClusterIP")
        @Required
        @EnumOf({"ClusterIP", "ExternalName", "LoadBalancer", "NodePort"})
        @Nullable
        String type,

        @Field(value = 5, listType = ListType.ATOMIC) @Format(TextFormat.ENDPOINT_IP)
        List<String> externalIPs,

        @Field(7) @Default("None") @Required @EnumOf({"ClientIP", "None"}) @Nullable
        String sessionAffinity,

        @Field(8) @Nullable String loadBalancerIP,
        @Field(value = 9, listType = ListType.ATOMIC) List<String> loadBalancerSourceRanges,
        @Field(10) @Nullable String externalName,
        @Field(11) @Nullable String externalTrafficPolicy,
        @Field(12) @Nullable Integer healthCheckNodePort,
        @Field(13) @Nullable Boolean publishNotReadyAddresses,
        @Field(14) @Nullable SessionAffinityConfig sessionAffinityConfig,

        @Field(value = 17, pointer = true) @EnumOf({"PreferDualStack", "RequireDualStack", "SingleStack"}) @Nullable
        String ipFamilyPolicy,

        @Field(value = 18, listType = ListType.ATOMIC) List<String> clusterIPs,
        @Field(value = 19, listType = ListType.ATOMIC) List<String> ipFamilies,
        @Field(value = 20, pointer = true) @Nullable Boolean allocateLoadBalancerNodePorts,

        @Field(value = 21, pointer = true) @Format(TextFormat.LABEL_KEY) @Nullable
        String loadBalancerClass,

        @Field(value = 22, pointer = true) @EnumOf({"Cluster", "Local"}) @Nullable
        String internalTrafficPolicy,

        @Field(value = 23, pointer = true) @EnumOf({"PreferClose", "PreferSameNode", "PreferSameZone"}) @Nullable
        String trafficDistribution) {
    public ServiceSpec {
        ports = Immutable.list(ports);
        selector = Immutable.map(selector);
        externalIPs = Immutable.list(externalIPs);
        loadBalancerSourceRanges = Immutable.list(loadBalancerSourceRanges);
        clusterIPs = Immutable.list(clusterIPs);
        ipFamilies = Immutable.list(ipFamilies);
    }
}
