package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The content of a container image or OCI artifact as a read-only volume.
 *
 * @param reference Image or artifact to mount, named and authenticated as a container's image is.
 * @param pullPolicy When to pull it. One of Always, IfNotPresent, Never. Defaults to Always for the tag latest, else
 *     IfNotPresent.
 */
@ApiType
public record ImageVolumeSource(
        @Field(1) @Nullable String reference,
        @Field(2) @Nullable String pullPolicy) {}
