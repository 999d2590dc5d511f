package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Names a template of a Workload.
 *
 * @param workloadName The Workload, in the same namespace.
 * @param podGroupTemplateName The template, by its name in the Workload.
 */
@ApiType
public record WorkloadPodGroupTemplateReference(
        @Field(value = 1, required = true) String workloadName,
        @Field(value = 2, required = true) String podGroupTemplateName) {}
