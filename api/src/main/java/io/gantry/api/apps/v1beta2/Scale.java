package io.gantry.api.apps.v1beta2;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * How many pods a workload shall have, and has, regardless of its kind.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The wanted number of pods.
 * @param status The number of pods seen last, and how to find them.
 */
@ApiType
public record Scale(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ScaleSpec spec,
        @Field(value = 3, always = true) ScaleStatus status) {}
