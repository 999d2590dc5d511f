package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of asking for a table in place of objects.
 *
 * @param includeObject What each row carries of its object. One of None, Metadata, Object. Defaults to Metadata.
 */
@ApiType
@ApiKind(version = "v1")
public record TableOptions(@Field(1) @Nullable String includeObject) {}
