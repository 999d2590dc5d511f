package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodStatus} of {@code v1}. */
@ApiType
public record PodStatus(
        @Field(1) @Nullable String phase,

        @Field(
                value = 2,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<PodCondition> conditions,

        @Field(3) @Nullable String message,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable String hostIP,
        @Field(value = 6, sharing = Sharing.NONE) @Nullable String podIP,
        @Field(7) @Nullable Instant startTime,

        @Field(value = 8, listType = ListType.ATOMIC, sharing = Sharing.INSIDE)
        List<ContainerStatus> containerStatuses,

        @Field(9) @Nullable String qosClass,

        @Field(value = 10, listType = ListType.ATOMIC, sharing = Sharing.INSIDE)
        List<ContainerStatus> initContainerStatuses,

        @Field(11) @Nullable String nominatedNodeName,

        @Field(
                value = 12,
                listType = ListType.MAP,
                mapKeys = "ip",
                merge = true,
                mergeKey = "ip",
                sharing = Sharing.INSIDE)
        List<PodIP> podIPs,

        @Field(value = 13, listType = ListType.ATOMIC, sharing = Sharing.INSIDE)
        List<ContainerStatus> ephemeralContainerStatuses,

        @Field(14) @Nullable String resize,

        @Field(
                value = 15,
                listType = ListType.MAP,
                mapKeys = "name",
                merge = true,
                retainKeys = true,
                mergeKey = "name")
        List<PodResourceClaimStatus> resourceClaimStatuses,

        @Field(value = 16, listType = ListType.ATOMIC, merge = true, mergeKey = "ip")
        List<HostIP> hostIPs,

        @Field(17) @Nullable Long observedGeneration,
        @Field(18) @Nullable PodExtendedResourceClaimStatus extendedResourceClaimStatus,
        @Field(19) Map<String, Quantity> allocatedResources,
        @Field(20) @Nullable ResourceRequirements resources,

        @Field(value = 21, listType = ListType.ATOMIC)
        List<NodeAllocatableResourceClaimStatus> nodeAllocatableResourceClaimStatuses) {
    public PodStatus {
        conditions = Immutable.list(conditions);
        containerStatuses = Immutable.list(containerStatuses);
        initContainerStatuses = Immutable.list(initContainerStatuses);
        podIPs = Immutable.list(podIPs);
        ephemeralContainerStatuses = Immutable.list(ephemeralContainerStatuses);
        resourceClaimStatuses = Immutable.list(resourceClaimStatuses);
        hostIPs = Immutable.list(hostIPs);
        allocatedResources = Immutable.map(allocatedResources);
        nodeAllocatableResourceClaimStatuses = Immutable.list(nodeAllocatableResourceClaimStatuses);
    }
}
