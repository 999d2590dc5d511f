package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;

/** Kubernetes {@code PodTemplateSpec} of {@code v1}. */
@ApiType
public record PodTemplateSpec(
        @Field(value = 1, always = true, sharing = Sharing.INSIDE)
        ObjectMeta metadata,

        @Field(value = 2, always = true, sharing = Sharing.INSIDE)
        PodSpec spec) {}
