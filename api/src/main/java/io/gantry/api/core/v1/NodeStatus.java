package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a node.
 *
 * @param capacity All that the machine has, by resource.
 * @param allocatable What pods may use, by resource: the capacity without what is reserved for the system. Defaults to
 *     the capacity.
 * @param phase Not set any more. Deprecated: use conditions.
 * @param conditions Latest observations, among them whether the node is Ready.
 * @param addresses Addresses and names of the node.
 * @param daemonEndpoints Ports of the node's daemons.
 * @param nodeInfo Identity and software versions of the machine.
 * @param images Images stored on the node, the largest ones only.
 * @param volumesInUse Attachable volumes that the node is using and that must not be detached.
 * @param volumesAttached Attachable volumes that the control plane has made available on the node.
 * @param config Deprecated: dynamic kubelet configuration was removed.
 * @param runtimeHandlers Runtime handlers that can be chosen on the node.
 * @param features What the container runtime of the node supports.
 * @param declaredFeatures Features that the kubelet says it has switched on, sorted; the scheduler can match pods to
 *     them.
 */
@ApiType
public record NodeStatus(
        @Field(1) Map<String, Quantity> capacity,
        @Field(2) Map<String, Quantity> allocatable,
        @Field(3) @Nullable String phase,

        @Field(
                value = 4,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<NodeCondition> conditions,

        @Field(value = 5, listType = ListType.MAP, mapKeys = "type", merge = true, mergeKey = "type")
        List<NodeAddress> addresses,

        @Field(value = 6, always = true) NodeDaemonEndpoints daemonEndpoints,
        @Field(value = 7, always = true) NodeSystemInfo nodeInfo,
        @Field(value = 8, listType = ListType.ATOMIC) List<ContainerImage> images,
        @Field(value = 9, listType = ListType.ATOMIC) List<String> volumesInUse,
        @Field(value = 10, listType = ListType.ATOMIC) List<AttachedVolume> volumesAttached,
        @Field(11) @Nullable NodeConfigStatus config,
        @Field(value = 12, listType = ListType.ATOMIC) List<NodeRuntimeHandler> runtimeHandlers,
        @Field(13) @Nullable NodeFeatures features,
        @Field(value = 14, listType = ListType.ATOMIC) List<String> declaredFeatures) {
    public NodeStatus {
        capacity = Immutable.map(capacity);
        allocatable = Immutable.map(allocatable);
        conditions = Immutable.list(conditions);
        addresses = Immutable.list(addresses);
        images = Immutable.list(images);
        volumesInUse = Immutable.list(volumesInUse);
        volumesAttached = Immutable.list(volumesAttached);
        runtimeHandlers = Immutable.list(runtimeHandlers);
        declaredFeatures = Immutable.list(declaredFeatures);
    }
}
