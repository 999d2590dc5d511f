package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a custom resource.
 *
 * @param openAPIV3Schema The schema, in the form of OpenAPI v3. Fields that it does not contain are dropped.
 */
@ApiType
public record CustomResourceValidation(@Field(1) @Nullable JSONSchemaProps openAPIV3Schema) {}
