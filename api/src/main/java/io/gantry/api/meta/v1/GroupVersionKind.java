package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names a kind in full.
 *
 * @param group API group; empty for the core group.
 * @param version The version, such as v1.
 * @param kind The kind, such as Deployment.
 */
@ApiType
public record GroupVersionKind(
        @Field(1) @Nullable String group,
        @Field(2) @Nullable String version,
        @Field(3) @Nullable String kind) {}
