package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to delete an object.
 *
 * @param gracePeriodSeconds Seconds the object has to wind up; 0 means at once. Defaults by kind, for a pod to its own
 *     grace period.
 * @param preconditions What must be true of the object; else the request fails with a conflict.
 * @param orphanDependents Whether to leave the objects it owns in place. Deprecated: use propagationPolicy.
 * @param propagationPolicy What happens to objects it owns. One of Orphan (left alone), Background (deleted
 *     afterwards), Foreground (deleted first). Defaults by kind.
 * @param dryRun All to do everything except delete the object.
 * @param ignoreStoreReadErrorWithClusterBreakingPotential Removes an object that cannot be read from the store, without
 *     finalizers and preconditions. Dangerous; a last resort. Defaults to false.
 */
@ApiType
@ApiKind(version = "v1")
public record DeleteOptions(
        @Field(value = 1, pointer = true) @Nullable Long gracePeriodSeconds,
        @Field(2) @Nullable Preconditions preconditions,
        @Field(value = 3, pointer = true) @Nullable Boolean orphanDependents,
        @Field(value = 4, pointer = true) @Nullable String propagationPolicy,
        @Field(value = 5, listType = ListType.ATOMIC) List<String> dryRun,
        @Field(value = 6, pointer = true) @Nullable Boolean ignoreStoreReadErrorWithClusterBreakingPotential) {
    public DeleteOptions {
        dryRun = Immutable.list(dryRun);
    }
}
