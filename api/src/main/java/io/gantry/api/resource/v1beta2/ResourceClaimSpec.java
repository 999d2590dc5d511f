package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ResourceClaimSpec} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record ResourceClaimSpec(
        @Field(value = 1, always = true) DeviceClaim devices) {}
