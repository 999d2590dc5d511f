package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Affinity} of {@code v1}. */
@ApiType
public record Affinity(
        @Field(1) @Nullable NodeAffinity nodeAffinity,
        @Field(2) @Nullable PodAffinity podAffinity,
        @Field(3) @Nullable PodAntiAffinity podAntiAffinity) {}
