package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * The content of a container image or OCI artifact as a read-only volume.
 *
 * @param reference Image or artifact to mount, named and authenticated as a container's image is.
 * @param pullPolicy When to pull it: Always, IfNotPresent or Never. Absent, it is Always for the tag latest and
 *     IfNotPresent for others.
 */
@ApiType
public record ImageVolumeSource(
        @Field(1) @Required @Nullable String reference,

        @Field(2) @EnumOf({"Always", "IfNotPresent", "Never"}) @Nullable
        String pullPolicy) {}
