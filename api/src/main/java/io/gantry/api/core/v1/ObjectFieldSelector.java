package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names a field of the pod itself.
 *
 * @param apiVersion API version in which fieldPath is read. Defaults to v1.
 * @param fieldPath Path of the field; a single label or annotation is written as metadata.labels['key'].
 */
@ApiType(atomic = true)
public record ObjectFieldSelector(
        @Field(1) @Default("v1") @Nullable String apiVersion,
        @Field(value = 2, required = true) String fieldPath) {}
