package io.gantry.api.coordination.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code LeaseSpec} of {@code coordination.k8s.io/v1beta1}. */
@ApiType
public record LeaseSpec(
        @Field(value = 1, pointer = true) @Nullable String holderIdentity,
        @Field(value = 2, pointer = true) @Nullable Integer leaseDurationSeconds,
        @Field(value = 3, micro = true) @Nullable Instant acquireTime,
        @Field(value = 4, micro = true) @Nullable Instant renewTime,
        @Field(value = 5, pointer = true) @Nullable Integer leaseTransitions,
        @Field(value = 6, pointer = true) @Nullable String strategy,
        @Field(value = 7, pointer = true) @Nullable String preferredHolder) {}
