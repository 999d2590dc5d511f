package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code GitRepoVolumeSource} of {@code v1}. */
@ApiType
public record GitRepoVolumeSource(
        @Field(value = 1, required = true) String repository,
        @Field(2) @Nullable String revision,
        @Field(3) @Nullable String directory) {}
