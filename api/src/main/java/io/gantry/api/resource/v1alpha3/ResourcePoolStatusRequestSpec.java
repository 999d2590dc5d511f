package io.gantry.api.resource.v1alpha3;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Which pools the question is about.
 *
 * @param driver Name of the driver of the pools. Required.
 * @param poolName Name of the one pool. Without it, all pools of the driver.
 * @param limit Largest number of pools in the answer, 1 to 1000. Defaults to 100.
 */
@ApiType
public record ResourcePoolStatusRequestSpec(
        @Field(value = 1, required = true) String driver,
        @Field(2) @Nullable String poolName,
        @Field(value = 3, pointer = true) @Nullable Integer limit) {}
