package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceTaintRuleSpec} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record DeviceTaintRuleSpec(
        @Field(1) @Nullable DeviceTaintSelector deviceSelector,
        @Field(value = 2, required = true, always = true) DeviceTaint taint) {}
