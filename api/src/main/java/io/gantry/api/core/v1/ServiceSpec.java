package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ServiceSpec} of {@code v1}. */
@ApiType
public record ServiceSpec(
        @Field(
                value = 1,
                listType = ListType.MAP,
                mapKeys = {"port", "protocol"},
                merge = true,
                mergeKey = "port")
        List<ServicePort> ports,

        @Field(value = 2, atomic = true) Map<String, String> selector,
        @Field(3) @Nullable String clusterIP,
        @Field(4) @Default("ClusterIP") @Nullable String type,
        @Field(value = 5, listType = ListType.ATOMIC) List<String> externalIPs,
        @Field(7) @Default("None") @Nullable String sessionAffinity,
        @Field(8) @Nullable String loadBalancerIP,
        @Field(value = 9, listType = ListType.ATOMIC) List<String> loadBalancerSourceRanges,
        @Field(10) @Nullable String externalName,
        @Field(11) @Nullable String externalTrafficPolicy,
        @Field(12) @Nullable Integer healthCheckNodePort,
        @Field(13) @Nullable Boolean publishNotReadyAddresses,
        @Field(14) @Nullable SessionAffinityConfig sessionAffinityConfig,
        @Field(value = 17, pointer = true) @Nullable String ipFamilyPolicy,
        @Field(value = 18, listType = ListType.ATOMIC) List<String> clusterIPs,
        @Field(value = 19, listType = ListType.ATOMIC) List<String> ipFamilies,
        @Field(value = 20, pointer = true) @Nullable Boolean allocateLoadBalancerNodePorts,
        @Field(value = 21, pointer = true) @Nullable String loadBalancerClass,
        @Field(value = 22, pointer = true) @Nullable String internalTrafficPolicy,
        @Field(value = 23, pointer = true) @Nullable String trafficDistribution) {
    public ServiceSpec {
        ports = Immutable.list(ports);
        selector = Immutable.map(selector);
        externalIPs = Immutable.list(externalIPs);
        loadBalancerSourceRanges = Immutable.list(loadBalancerSourceRanges);
        clusterIPs = Immutable.list(clusterIPs);
        ipFamilies = Immutable.list(ipFamilies);
    }
}
