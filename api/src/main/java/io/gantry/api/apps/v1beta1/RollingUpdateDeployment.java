package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code RollingUpdateDeployment} of {@code apps/v1beta1}. */
@ApiType
public record RollingUpdateDeployment(
        @Field(1) @Nullable IntOrString maxUnavailable,
        @Field(2) @Nullable IntOrString maxSurge) {}
