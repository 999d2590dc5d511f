package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code GroupVersion}. */
@ApiType
public record GroupVersion(
        @Field(1) @Nullable String group,
        @Field(2) @Nullable String version) {}
