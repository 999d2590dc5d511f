package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceTaintSelector} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record DeviceTaintSelector(
        @Field(2) @Nullable String driver,
        @Field(3) @Nullable String pool,
        @Field(4) @Nullable String device) {}
