package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code UncountedTerminatedPods} of {@code batch/v1}. */
@ApiType
public record UncountedTerminatedPods(
        @Field(value = 1, listType = ListType.SET) List<String> succeeded,
        @Field(value = 2, listType = ListType.SET) List<String> failed) {
    public UncountedTerminatedPods {
        succeeded = Immutable.list(succeeded);
        failed = Immutable.list(failed);
    }
}
