package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;

/** Kubernetes {@code BasicSchedulingPolicy} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record BasicSchedulingPolicy() {}
