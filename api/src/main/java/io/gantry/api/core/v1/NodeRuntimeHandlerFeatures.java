package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeRuntimeHandlerFeatures} of {@code v1}. */
@ApiType
public record NodeRuntimeHandlerFeatures(
        @Field(value = 1, pointer = true) @Nullable Boolean recursiveReadOnlyMounts,
        @Field(value = 2, pointer = true) @Nullable Boolean userNamespaces) {}
