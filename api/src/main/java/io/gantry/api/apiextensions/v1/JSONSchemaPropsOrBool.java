package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Shape;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code JSONSchemaPropsOrBool} of {@code apiextensions.k8s.io/v1}. */
@ApiType(shape = Shape.SCHEMA_OR_BOOL)
public record JSONSchemaPropsOrBool(
        @Field(1) @Nullable Boolean allows,
        @Field(2) @Nullable JSONSchemaProps schema) {}
