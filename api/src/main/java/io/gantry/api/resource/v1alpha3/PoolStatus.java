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
        @Field(value = 4, pointer = true) @Nullable Integer totalDevices,
        @Field(value = 5, pointer = true) @Nullable Integer allocatedDevices,
        @Field(value = 6, pointer = true) @Nullable Integer availableDevices,
        @Field(value = 7, pointer = true) @Nullable Integer unavailableDevices,
        @Field(value = 8, pointer = true) @Nullable Integer resourceSliceCount,
        @Field(value = 9, required = true) long generation,
        @Field(10) @Nullable String validationError) {}
