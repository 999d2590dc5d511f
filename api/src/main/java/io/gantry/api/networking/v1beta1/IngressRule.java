package io.gantry.api.networking.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code IngressRule} of {@code networking.k8s.io/v1beta1}. */
@ApiType
public record IngressRule(
        @Field(1) @Nullable String host,
        @Field(value = 1, in = 2) @Nullable HTTPIngressRuleValue http) {}
