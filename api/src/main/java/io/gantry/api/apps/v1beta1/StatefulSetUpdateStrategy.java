package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * How a StatefulSet brings its pods to a new template.
 *
 * @param type RollingUpdate replaces pods from the highest ordinal down; OnDelete waits until somebody deletes the old
 *     pod. Defaults to RollingUpdate.
 * @param rollingUpdate How far and how fast to go. Allowed for type RollingUpdate only.
 */
@ApiType
public record StatefulSetUpdateStrategy(
        @Field(1) @Default("RollingUpdate") @Nullable String type,
        @Field(2) @Nullable RollingUpdateStatefulSetStrategy rollingUpdate) {}
