package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The wanted scale of a workload.
 *
 * @param replicas How many pods the workload shall have. Defaults to 0.
 */
@ApiType
public record ScaleSpec(@Field(1) @Nullable Integer replicas) {}
