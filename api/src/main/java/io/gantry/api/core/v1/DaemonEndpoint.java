package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code DaemonEndpoint} of {@code v1}. */
@ApiType
public record DaemonEndpoint(
        @Field(value = 1, required = true) int Port) {}
