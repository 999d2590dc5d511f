package io.gantry.api.batch.v1;

import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a CronJob has done so far.
 *
 * @param active The Jobs of this CronJob that have not finished.
 * @param lastScheduleTime The time of the schedule for which a Job was started last.
 * @param lastSuccessfulTime When a Job of this CronJob last ended with success.
 */
@ApiType
public record CronJobStatus(
        @Field(value = 1, listType = ListType.ATOMIC) List<ObjectReference> active,
        @Field(4) @Nullable Instant lastScheduleTime,
        @Field(5) @Nullable Instant lastSuccessfulTime) {
    public CronJobStatus {
        active = Immutable.list(active);
    }
}
