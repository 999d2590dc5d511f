package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of reading an object.
 *
 * @param resourceVersion How fresh the answer must be: at least this version, or any with 0. Absent means the latest.
 */
@ApiType
@ApiKind(version = "v1")
public record GetOptions(@Field(1) @Nullable String resourceVersion) {}
