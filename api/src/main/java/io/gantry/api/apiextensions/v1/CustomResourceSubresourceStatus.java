package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;

/** Kubernetes {@code CustomResourceSubresourceStatus} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record CustomResourceSubresourceStatus() {}
