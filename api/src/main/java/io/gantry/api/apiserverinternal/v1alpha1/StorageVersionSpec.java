package io.gantry.api.apiserverinternal.v1alpha1;

import io.gantry.api.schema.ApiType;

/** Kubernetes {@code StorageVersionSpec} of {@code internal.apiserver.k8s.io/v1alpha1}. */
@ApiType
public record StorageVersionSpec() {}
