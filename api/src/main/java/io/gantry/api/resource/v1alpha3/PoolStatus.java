package io.gantry.api.resource.v1alpha3;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PoolStatus} of {@code resource.k8s.io/v1alpha3}. */
@ApiType
public record PoolStatus(
        @Field(value = 1, required = true) String driver,
        @Field(value = 2, required = true) String poolName,
        @Field(3) @Nullable String nodeName,
        @Field(4) @Nullable Integer totalDevices,
        @Field(5) @Nullable Integer allocatedDevices,
        @Field(6) @Nullable Integer availableDevices,
        @Field(7) @Nullable Integer unavailableDevices,
        @Field(8) @Nullable Integer resourceSliceCount,
        @Field(value = 9, required = true) long generation,
        @Field(10) @Nullable String validationError) {}
