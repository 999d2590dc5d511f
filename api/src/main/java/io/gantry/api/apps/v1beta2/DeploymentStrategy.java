package io.gantry.api.apps.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeploymentStrategy} of {@code apps/v1beta2}. */
@ApiType
public record DeploymentStrategy(
        @Field(1) @Default("RollingUpdate") @Nullable String type,
        @Field(2) @Nullable RollingUpdateDeployment rollingUpdate) {}
