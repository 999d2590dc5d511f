package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ForZone} of {@code discovery.k8s.io/v1}. */
@ApiType
public record ForZone(@Field(value = 1, required = true) String name) {}
