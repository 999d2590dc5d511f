package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Names a resource without a version.
 *
 * @param group API group; empty for the core group.
 * @param resource Plural name of the resource, such as deployments.
 */
@ApiType
public record GroupResource(
        @Field(value = 1, required = true) String group,
        @Field(value = 2, required = true) String resource) {}
