package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes a pod may or should run on. Not looked at again after the pod was placed.
 *
 * @param requiredDuringSchedulingIgnoredDuringExecution Nodes that qualify; the pod stays pending while none of them
 *     has room.
 * @param preferredDuringSchedulingIgnoredDuringExecution Wishes with weights; among qualifying nodes, those with the
 *     higher sum are favoured.
 */
@ApiType
public record NodeAffinity(
        @Field(1) @Nullable NodeSelector requiredDuringSchedulingIgnoredDuringExecution,

        @Field(value = 2, listType = ListType.ATOMIC)
        List<PreferredSchedulingTerm> preferredDuringSchedulingIgnoredDuringExecution) {
    public NodeAffinity {
        preferredDuringSchedulingIgnoredDuringExecution =
                Immutable.list(preferredDuringSchedulingIgnoredDuringExecution);
    }
}
