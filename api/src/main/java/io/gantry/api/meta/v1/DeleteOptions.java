package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeleteOptions}. */
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
