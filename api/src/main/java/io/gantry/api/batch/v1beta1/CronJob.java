package io.gantry.api.batch.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Starts a Job again and again at the times of a schedule.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec When to start Jobs, and which.
 * @param status Which Jobs run now and when the last one was started. Written by the controller.
 */
@ApiType
@ApiKind(group = "batch", version = "v1beta1")
public record CronJob(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) CronJobSpec spec,
        @Field(value = 3, always = true) CronJobStatus status)
        implements KubeObject {
    @Override
    public Kind<CronJob> kind() {
        return CronJobType.KIND;
    }

    @Override
    public CronJob withMetadata(ObjectMeta metadata) {
        return new CronJob(metadata, spec, status);
    }
}
