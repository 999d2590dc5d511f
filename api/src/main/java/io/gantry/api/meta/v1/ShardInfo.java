package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ShardInfo}. */
@ApiType
public record ShardInfo(@Field(value = 1, required = true) String selector) {}
