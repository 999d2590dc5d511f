package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names a kind without a version.
 *
 * @param group API group; empty for the core group.
 * @param kind The kind, such as Deployment.
 */
@ApiType
public record GroupKind(
        @Field(1) @Nullable String group,
        @Field(2) @Nullable String kind) {}
