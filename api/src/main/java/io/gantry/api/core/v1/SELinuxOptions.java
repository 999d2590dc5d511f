package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SELinuxOptions} of {@code v1}. */
@ApiType
public record SELinuxOptions(
        @Field(1) @Nullable String user,
        @Field(2) @Nullable String role,
        @Field(3) @Nullable String type,
        @Field(4) @Nullable String level) {}
