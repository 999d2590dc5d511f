package io.gantry.api.batch.v1;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;

/**
 * The Job that a CronJob creates.
 *
 * @param metadata Labels and annotations that the created Jobs get; names are made by the CronJob.
 * @param spec How the created Jobs run their pods.
 */
@ApiType
public record JobTemplateSpec(
        @Field(value = 1, always = true, sharing = Sharing.INSIDE)
        ObjectMeta metadata,

        @Field(value = 2, always = true, sharing = Sharing.INSIDE)
        JobSpec spec) {}
