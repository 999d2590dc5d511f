package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeRuntimeHandlerFeatures} of {@code v1}. */
@ApiType
public record NodeRuntimeHandlerFeatures(
        @Field(1) @Nullable Boolean recursiveReadOnlyMounts,
        @Field(2) @Nullable Boolean userNamespaces) {}
