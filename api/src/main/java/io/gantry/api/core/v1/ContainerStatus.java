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
 * What the node last reported about one container.
 *
 * @param name The container in the spec that this is about.
 * @param state Its state now.
 * @param lastState How the previous run ended, after a restart.
 * @param ready Whether it passes its readiness probe; without a probe, whether it has started.
 * @param restartCount How often it has been restarted; may shrink when old containers are cleaned up.
 * @param image Image that is running, as the runtime names it; may differ from the name in the spec.
 * @param imageID Exact identity of the image, as a rule with its digest.
 * @param containerID The runtime's ID of the container, as type://id.
 * @param started Whether the startup probe has succeeded and the postStart hook has returned; back to false with every
 *     restart.
 * @param allocatedResources Requests the node has set aside for the container; differs from the spec while a resize is
 *     pending.
 * @param resources Requests and limits that the running container really has.
 * @param volumeMounts The volumes as they are mounted in the container.
 * @param user User and groups that the first process was started with.
 * @param allocatedResourcesStatus Health of the devices and other resources that the container was given.
 * @param stopSignal Signal that the container will receive when it is to stop.
 */
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
