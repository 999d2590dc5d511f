package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ForNode} of {@code discovery.k8s.io/v1}. */
@ApiType
public record ForNode(@Field(value = 1, required = true) String name) {}
