package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ContainerStateWaiting} of {@code v1}. */
@ApiType
public record ContainerStateWaiting(
        @Field(1) @Nullable String reason,
        @Field(2) @Nullable String message) {}
