package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code SelfSubjectReviewStatus} of {@code authentication.k8s.io/v1}. */
@ApiType
public record SelfSubjectReviewStatus(
        @Field(value = 1, always = true) UserInfo userInfo) {}
