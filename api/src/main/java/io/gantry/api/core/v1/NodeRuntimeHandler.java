package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeRuntimeHandler} of {@code v1}. */
@ApiType
public record NodeRuntimeHandler(
        @Field(1) @Nullable String name, @Field(2) @Nullable NodeRuntimeHandlerFeatures features) {}
