package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CustomResourceValidation} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record CustomResourceValidation(@Field(1) @Nullable JSONSchemaProps openAPIV3Schema) {}
