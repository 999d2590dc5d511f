package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code GroupKind}. */
@ApiType
public record GroupKind(
        @Field(1) @Nullable String group,
        @Field(2) @Nullable String kind) {}
