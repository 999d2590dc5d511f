package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code AppArmorProfile} of {@code v1}. */
@ApiType
public record AppArmorProfile(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, pointer = true) @Nullable String localhostProfile) {}
