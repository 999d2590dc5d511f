package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SelfSubjectRulesReviewSpec} of {@code authorization.k8s.io/v1}. */
@ApiType
public record SelfSubjectRulesReviewSpec(@Field(1) @Nullable String namespace) {}
