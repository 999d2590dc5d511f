package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SubjectAccessReviewStatus} of {@code authorization.k8s.io/v1}. */
@ApiType
public record SubjectAccessReviewStatus(
        @Field(value = 1, required = true) boolean allowed,
        @Field(2) @Nullable String reason,
        @Field(3) @Nullable String evaluationError,
        @Field(4) @Nullable Boolean denied) {}
