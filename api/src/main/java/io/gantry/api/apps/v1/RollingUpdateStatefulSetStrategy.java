package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * How far and how fast a StatefulSet replaces its pods.
 *
 * @param partition Pods with an ordinal below this keep the old template, which allows a staged rollout. Defaults to 0:
 *     all are replaced.
 * @param maxUnavailable How many pods may be down at once, as a number or a percentage (rounded up) of replicas.
 *     Defaults to 1; must not be 0.
 */
@ApiType
public record RollingUpdateStatefulSetStrategy(
        @Field(value = 1, pointer = true) @Nullable Integer partition,
        @Field(2) @Nullable IntOrString maxUnavailable) {}
