package io.gantry.api.apps.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the pods of a DaemonSet have come, counted in nodes.
 *
 * @param currentNumberScheduled Nodes that ought to have the pod and do have one or more.
 * @param numberMisscheduled Nodes that have the pod although they ought not to.
 * @param desiredNumberScheduled Nodes that ought to have the pod, whether they do already or not.
 * @param numberReady Nodes that ought to have the pod and on which it is ready.
 * @param observedGeneration Generation of the spec that this status is about.
 * @param updatedNumberScheduled Nodes whose pod was made from the present template.
 * @param numberAvailable Nodes that ought to have the pod and on which it has been ready for minReadySeconds.
 * @param numberUnavailable Nodes that ought to have the pod but where none has been ready for long enough.
 * @param collisionCount How often the name of a new ControllerRevision was taken already; it goes into the next attempt
 *     at a name.
 * @param conditions Present observations about the DaemonSet, one entry for each type.
 */
@ApiType
public record DaemonSetStatus(
        @Field(value = 1, required = true) int currentNumberScheduled,
        @Field(value = 2, required = true) int numberMisscheduled,
        @Field(value = 3, required = true) int desiredNumberScheduled,
        @Field(value = 4, required = true) int numberReady,
        @Field(5) @Nullable Long observedGeneration,
        @Field(6) @Nullable Integer updatedNumberScheduled,
        @Field(7) @Nullable Integer numberAvailable,
        @Field(8) @Nullable Integer numberUnavailable,
        @Field(value = 9, pointer = true) @Nullable Integer collisionCount,

        @Field(
                value = 10,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<DaemonSetCondition> conditions) {
    public DaemonSetStatus {
        conditions = Immutable.list(conditions);
    }
}
