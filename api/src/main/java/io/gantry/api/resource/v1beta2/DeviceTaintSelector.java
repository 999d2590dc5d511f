package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceTaintSelector} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record DeviceTaintSelector(
        @Field(value = 2, pointer = true) @Nullable String driver,
        @Field(value = 3, pointer = true) @Nullable String pool,
        @Field(value = 4, pointer = true) @Nullable String device) {}
