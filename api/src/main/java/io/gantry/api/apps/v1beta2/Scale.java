package io.gantry.api.apps.v1beta2;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code Scale} of {@code apps/v1beta2}. */
@ApiType
public record Scale(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ScaleSpec spec,
        @Field(value = 3, always = true) ScaleStatus status) {}
