package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code PodTemplateSpec} of {@code v1}. */
@ApiType
public record PodTemplateSpec(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) PodSpec spec) {}
