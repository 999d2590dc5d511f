package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code WorkloadPodGroupTemplateReference} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record WorkloadPodGroupTemplateReference(
        @Field(value = 1, required = true) String workloadName,
        @Field(value = 2, required = true) String podGroupTemplateName) {}
