package io.gantry.api.storage.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Limits of a node for the volumes of one driver.
 *
 * @param count How many different volumes may be in use on the node; one used by several pods counts once. No limit
 *     when absent.
 */
@ApiType
public record VolumeNodeResources(
        @Field(value = 1, pointer = true) @Nullable Integer count) {}
