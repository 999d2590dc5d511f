package io.gantry.api.rbac.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Subject} of {@code rbac.authorization.k8s.io/v1alpha1}. */
@ApiType(atomic = true)
public record Subject(
        @Field(value = 1, required = true) String kind,
        @Field(2) @Nullable String apiVersion,
        @Field(value = 3, required = true) String name,
        @Field(4) @Nullable String namespace) {}
