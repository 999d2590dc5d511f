package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names an API group in one version.
 *
 * @param group API group; empty for the core group.
 * @param version The version, such as v1.
 */
@ApiType
public record GroupVersion(
        @Field(1) @Nullable String group,
        @Field(2) @Nullable String version) {}
