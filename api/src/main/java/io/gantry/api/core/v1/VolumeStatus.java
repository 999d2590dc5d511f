package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a mounted volume, depending on its kind; no more than one member is set.
 *
 * @param image Which image an image volume shows.
 */
@ApiType
public record VolumeStatus(@Field(1) @Nullable ImageVolumeStatus image) {}
