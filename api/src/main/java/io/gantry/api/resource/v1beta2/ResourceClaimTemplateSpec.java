package io.gantry.api.resource.v1beta2;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ResourceClaimTemplateSpec} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record ResourceClaimTemplateSpec(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) ResourceClaimSpec spec) {}
