package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Status}. */
@ApiType
@ApiKind(version = "v1")
public record Status(
        @Field(value = 1, always = true) ListMeta metadata,
        @Field(2) @Nullable String status,
        @Field(3) @Nullable String message,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable StatusDetails details,
        @Field(6) @Nullable Integer code) {}
