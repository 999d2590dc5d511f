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
        @Field(1) @Nullable Long gracePeriodSeconds,
        @Field(2) @Nullable Preconditions preconditions,
        @Field(3) @Nullable Boolean orphanDependents,
        @Field(4) @Nullable String propagationPolicy,
        @Field(value = 5, listType = ListType.ATOMIC) List<String> dryRun,
        @Field(6) @Nullable Boolean ignoreStoreReadErrorWithClusterBreakingPotential) {
    public DeleteOptions {
        dryRun = Immutable.list(dryRun);
    }
}
