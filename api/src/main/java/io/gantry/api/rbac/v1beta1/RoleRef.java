package io.gantry.api.rbac.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code RoleRef} of {@code rbac.authorization.k8s.io/v1beta1}. */
@ApiType(atomic = true)
public record RoleRef(
        @Field(value = 1, always = true) @Nullable String apiGroup,
        @Field(value = 2, required = true) String kind,
        @Field(value = 3, required = true) String name) {}
