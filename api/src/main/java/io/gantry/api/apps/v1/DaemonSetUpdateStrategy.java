package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DaemonSetUpdateStrategy} of {@code apps/v1}. */
@ApiType
public record DaemonSetUpdateStrategy(
        @Field(1) @Default("RollingUpdate") @Nullable String type,
        @Field(2) @Nullable RollingUpdateDaemonSet rollingUpdate) {}
