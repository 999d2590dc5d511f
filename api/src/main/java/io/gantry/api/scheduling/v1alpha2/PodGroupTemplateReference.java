package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names the template that a group was made from; exactly one member is set.
 *
 * @param workload Template within a Workload.
 */
@ApiType
public record PodGroupTemplateReference(@Field(1) @Nullable WorkloadPodGroupTemplateReference workload) {}
