package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code GroupResource}. */
@ApiType
public record GroupResource(
        @Field(value = 1, required = true) String group,
        @Field(value = 2, required = true) String resource) {}
