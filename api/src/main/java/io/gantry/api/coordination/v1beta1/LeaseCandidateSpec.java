package io.gantry.api.coordination.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code LeaseCandidateSpec} of {@code coordination.k8s.io/v1beta1}. */
@ApiType
public record LeaseCandidateSpec(
        @Field(value = 1, required = true) String leaseName,
        @Field(value = 2, micro = true) @Nullable Instant pingTime,
        @Field(value = 3, micro = true) @Nullable Instant renewTime,
        @Field(value = 4, required = true) String binaryVersion,
        @Field(5) @Nullable String emulationVersion,
        @Field(value = 6, required = true) String strategy) {}
