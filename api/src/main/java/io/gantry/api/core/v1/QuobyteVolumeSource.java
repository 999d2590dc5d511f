package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code QuobyteVolumeSource} of {@code v1}. */
@ApiType
public record QuobyteVolumeSource(
        @Field(value = 1, required = true) String registry,
        @Field(value = 2, required = true) String volume,
        @Field(3) @Nullable Boolean readOnly,
        @Field(4) @Nullable String user,
        @Field(5) @Nullable String group,
        @Field(6) @Nullable String tenant) {}
