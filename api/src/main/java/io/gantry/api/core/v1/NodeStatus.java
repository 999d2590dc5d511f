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

/** Kubernetes {@code NodeStatus} of {@code v1}. */
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
