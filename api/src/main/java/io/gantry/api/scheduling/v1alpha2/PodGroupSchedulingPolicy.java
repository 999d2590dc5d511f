package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodGroupSchedulingPolicy} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record PodGroupSchedulingPolicy(
        @Field(1) @Nullable BasicSchedulingPolicy basic,
        @Field(2) @Nullable GangSchedulingPolicy gang) {}
