package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;

/** Kubernetes {@code Patch}. */
@ApiType
public record Patch() {}
