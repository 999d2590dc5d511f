package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names a resource in full.
 *
 * @param group API group; empty for the core group.
 * @param version The version, such as v1.
 * @param resource Plural name of the resource, such as deployments.
 */
@ApiType
public record GroupVersionResource(
        @Field(1) @Nullable String group,
        @Field(2) @Nullable String version,
        @Field(3) @Nullable String resource) {}
