package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodGroupTemplateReference} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record PodGroupTemplateReference(@Field(1) @Nullable WorkloadPodGroupTemplateReference workload) {}
