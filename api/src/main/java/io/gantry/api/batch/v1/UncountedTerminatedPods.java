package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Pods that have ended and whose end the counters of the Job do not contain yet.
 *
 * @param succeeded UIDs of the pods that ended with success.
 * @param failed UIDs of the pods that ended in failure.
 */
@ApiType
public record UncountedTerminatedPods(
        @Field(value = 1, listType = ListType.SET) List<String> succeeded,
        @Field(value = 2, listType = ListType.SET) List<String> failed) {
    public UncountedTerminatedPods {
        succeeded = Immutable.list(succeeded);
        failed = Immutable.list(failed);
    }
}
