package io.gantry.api.resource.v1alpha3;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * How many devices of a pool are in use.
 *
 * @param driver Name of the driver of the pool.
 * @param poolName What the pool is called.
 * @param nodeName Node that the pool belongs to, if to a single one.
 * @param totalDevices All devices that the pool has. May be absent with validationError.
 * @param allocatedDevices Devices that claims have got. May be absent with validationError.
 * @param availableDevices Devices that could be given to claims now. May be absent with validationError.
 * @param unavailableDevices Devices that nobody has but that cannot be given either, for example because of taints. May
 *     be absent with validationError.
 * @param resourceSliceCount Number of slices of the pool. May be absent with validationError.
 * @param generation Latest generation of the pool that was seen.
 * @param validationError Why the pool could not be counted, for example because a slice is still lacking.
 */
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
