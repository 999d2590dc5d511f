package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Lifecycle} of {@code v1}. */
@ApiType
public record Lifecycle(
        @Field(1) @Nullable LifecycleHandler postStart,
        @Field(2) @Nullable LifecycleHandler preStop,
        @Field(value = 3, pointer = true) @Nullable String stopSignal) {}
