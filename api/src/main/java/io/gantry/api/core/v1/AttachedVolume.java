package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code AttachedVolume} of {@code v1}. */
@ApiType
public record AttachedVolume(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String devicePath) {}
