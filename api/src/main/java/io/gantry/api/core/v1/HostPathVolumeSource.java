package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code HostPathVolumeSource} of {@code v1}. */
@ApiType
public record HostPathVolumeSource(
        @Field(value = 1, required = true) String path,

        @Field(value = 2, pointer = true) @Default("") @Nullable
        String type) {}
