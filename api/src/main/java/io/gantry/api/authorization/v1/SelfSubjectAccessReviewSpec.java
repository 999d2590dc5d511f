package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SelfSubjectAccessReviewSpec} of {@code authorization.k8s.io/v1}. */
@ApiType
public record SelfSubjectAccessReviewSpec(
        @Field(1) @Nullable ResourceAttributes resourceAttributes,
        @Field(2) @Nullable NonResourceAttributes nonResourceAttributes) {}
