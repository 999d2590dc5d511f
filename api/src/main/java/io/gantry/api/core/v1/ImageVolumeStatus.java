package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * What is mounted by an image volume.
 *
 * @param imageRef Identity of the mounted image with its digest, at most 256 characters.
 */
@ApiType
public record ImageVolumeStatus(
        @Field(value = 1, required = true) String imageRef) {}
