package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a mounted volume; at most one member is set.
 *
 * @param image Which image an image volume shows.
 */
@ApiType
public record VolumeStatus(@Field(1) @Nullable ImageVolumeStatus image) {}
