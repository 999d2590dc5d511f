package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;

/**
 * What the pods of a controller are to look like.
 *
 * @param metadata Labels and annotations for the pods; the labels must match the controller's selector.
 * @param spec Spec for the pods.
 */
@ApiType
public record PodTemplateSpec(
        @Field(value = 1, always = true, sharing = Sharing.INSIDE)
        ObjectMeta metadata,

        @Field(value = 2, always = true, sharing = Sharing.INSIDE)
        PodSpec spec) {}
