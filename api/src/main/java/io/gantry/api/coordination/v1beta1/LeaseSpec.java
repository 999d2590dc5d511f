package io.gantry.api.coordination.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code LeaseSpec} of {@code coordination.k8s.io/v1beta1}. */
@ApiType
public record LeaseSpec(
        @Field(1) @Nullable String holderIdentity,
        @Field(2) @Nullable Integer leaseDurationSeconds,
        @Field(value = 3, micro = true) @Nullable Instant acquireTime,
        @Field(value = 4, micro = true) @Nullable Instant renewTime,
        @Field(5) @Nullable Integer leaseTransitions,
        @Field(6) @Nullable String strategy,
        @Field(7) @Nullable String preferredHolder) {}
