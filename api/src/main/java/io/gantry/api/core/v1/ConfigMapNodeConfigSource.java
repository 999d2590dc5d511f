package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ConfigMapNodeConfigSource} of {@code v1}. */
@ApiType
public record ConfigMapNodeConfigSource(
        @Field(value = 1, required = true) String namespace,
        @Field(value = 2, required = true) String name,
        @Field(3) @Nullable String uid,
        @Field(4) @Nullable String resourceVersion,
        @Field(value = 5, required = true) String kubeletConfigKey) {}
