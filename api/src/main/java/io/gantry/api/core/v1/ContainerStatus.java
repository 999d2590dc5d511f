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

/** Kubernetes {@code ContainerStatus} of {@code v1}. */
@ApiType
public record ContainerStatus(
        @Field(value = 1, required = true) String name,

        @Field(value = 2, always = true, sharing = Sharing.INSIDE)
        ContainerState state,

        @Field(value = 3, always = true, sharing = Sharing.INSIDE)
        ContainerState lastState,

        @Field(value = 4, required = true) boolean ready,
        @Field(value = 5, required = true) int restartCount,
        @Field(value = 6, required = true) String image,
        @Field(value = 7, required = true) String imageID,
        @Field(value = 8, sharing = Sharing.NONE) @Nullable String containerID,
        @Field(value = 9, pointer = true) @Nullable Boolean started,
        @Field(10) Map<String, Quantity> allocatedResources,
        @Field(11) @Nullable ResourceRequirements resources,

        @Field(value = 12, listType = ListType.MAP, mapKeys = "mountPath", merge = true, mergeKey = "mountPath")
        List<VolumeMountStatus> volumeMounts,

        @Field(13) @Nullable ContainerUser user,

        @Field(value = 14, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<ResourceStatus> allocatedResourcesStatus,

        @Field(value = 15, pointer = true) @Nullable String stopSignal) {
    public ContainerStatus {
        allocatedResources = Immutable.map(allocatedResources);
        volumeMounts = Immutable.list(volumeMounts);
        allocatedResourcesStatus = Immutable.list(allocatedResourcesStatus);
    }
}
