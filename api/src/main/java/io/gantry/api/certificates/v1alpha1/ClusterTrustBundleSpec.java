package io.gantry.api.certificates.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ClusterTrustBundleSpec} of {@code certificates.k8s.io/v1alpha1}. */
@ApiType
public record ClusterTrustBundleSpec(
        @Field(1) @Nullable String signerName,
        @Field(value = 2, required = true) String trustBundle) {}
