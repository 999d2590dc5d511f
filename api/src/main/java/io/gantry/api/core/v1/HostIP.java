package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code HostIP} of {@code v1}. */
@ApiType
public record HostIP(@Field(value = 1, required = true) String ip) {}
