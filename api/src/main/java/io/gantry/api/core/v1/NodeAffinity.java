package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeAffinity} of {@code v1}. */
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
