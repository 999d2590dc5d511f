package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code TopologyConstraint} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record TopologyConstraint(
        @Field(value = 1, required = true) String key) {}
