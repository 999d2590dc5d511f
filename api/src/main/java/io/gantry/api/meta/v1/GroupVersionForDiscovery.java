package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A version of a group, spelled in both ways.
 *
 * @param groupVersion Group and version, as in apiVersion.
 * @param version The version alone.
 */
@ApiType
public record GroupVersionForDiscovery(
        @Field(value = 1, required = true) String groupVersion,
        @Field(value = 2, required = true) String version) {}
