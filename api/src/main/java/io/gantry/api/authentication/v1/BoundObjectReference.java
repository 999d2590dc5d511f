package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code BoundObjectReference} of {@code authentication.k8s.io/v1}. */
@ApiType
public record BoundObjectReference(
        @Field(1) @Nullable String kind,
        @Field(2) @Nullable String apiVersion,
        @Field(3) @Nullable String name,
        @Field(4) @Nullable String uid) {}
