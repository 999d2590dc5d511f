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

/**
 * What is going on with a pod, as its node reports it.
 *
 * @param phase Summary. One of Pending (not all containers started yet), Running, Succeeded (all ended well), Failed
 *     (all ended, one not well), Unknown.
 * @param conditions Latest observations, such as PodScheduled and Ready.
 * @param message Details on the pod's state for people to read.
 * @param reason Short word for why the pod is in its state, such as Evicted.
 * @param hostIP First address of the pod's node.
 * @param podIP First address of the pod; reachable in the whole cluster. Absent until one is given.
 * @param startTime When the node took on the pod, before it pulled any image.
 * @param containerStatuses State of each container in containers.
 * @param qosClass How safe the pod is when a node runs short. One of Guaranteed, Burstable, BestEffort; follows from
 *     requests and limits.
 * @param initContainerStatuses State of each init container.
 * @param nominatedNodeName Node the pod is expected on, for instance while preempted pods still leave it. It may be
 *     placed elsewhere.
 * @param podIPs Addresses of the pod, at most one of IPv4 and one of IPv6; the first is podIP.
 * @param ephemeralContainerStatuses State of each ephemeral container.
 * @param resize Deprecated: see the conditions PodResizePending and PodResizeInProgress for the state of a resize.
 * @param resourceClaimStatuses ResourceClaims that were made from templates for the pod.
 * @param hostIPs Addresses of the pod's node; the first is hostIP.
 * @param observedGeneration Generation of the spec that this status is based on.
 * @param extendedResourceClaimStatus ResourceClaim that was made for extended resources which device drivers serve.
 * @param allocatedResources Requests the node has set aside for the pod as a whole.
 * @param resources Requests and limits in force for the pod as a whole, if the spec has such.
 * @param nodeAllocatableResourceClaimStatuses Resources such as cpu and memory that the pod received through claims.
 */
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
