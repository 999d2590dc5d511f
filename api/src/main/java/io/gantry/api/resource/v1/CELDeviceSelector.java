package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code CELDeviceSelector} of {@code resource.k8s.io/v1}. */
@ApiType
public record CELDeviceSelector(
        @Field(value = 1, required = true) String expression) {}
