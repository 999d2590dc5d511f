package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;

/** Kubernetes {@code Counter} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record Counter(@Field(value = 1, required = true) Quantity value) {}
