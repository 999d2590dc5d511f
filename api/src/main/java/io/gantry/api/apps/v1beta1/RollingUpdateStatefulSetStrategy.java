package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code RollingUpdateStatefulSetStrategy} of {@code apps/v1beta1}. */
@ApiType
public record RollingUpdateStatefulSetStrategy(
        @Field(value = 1, pointer = true) @Nullable Integer partition,
        @Field(2) @Nullable IntOrString maxUnavailable) {}
