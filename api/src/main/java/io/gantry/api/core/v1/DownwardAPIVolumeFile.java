package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DownwardAPIVolumeFile} of {@code v1}. */
@ApiType
public record DownwardAPIVolumeFile(
        @Field(value = 1, required = true) String path,
        @Field(2) @Nullable ObjectFieldSelector fieldRef,
        @Field(3) @Nullable ResourceFieldSelector resourceFieldRef,
        @Field(value = 4, pointer = true) @Nullable Integer mode) {}
