package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Health of one device that a pod was given.
 *
 * @param resourceID ID of the device, unique on the node.
 * @param health One of Healthy, Unhealthy (possibly for a while only), Unknown.
 * @param message What is wrong, for people to read.
 */
@ApiType
public record ResourceHealth(
        @Field(value = 1, required = true) String resourceID,
        @Field(2) @Nullable String health,
        @Field(6) @Nullable String message) {}
