package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * How far the number of pods may stray from the wanted one during a rollout.
 *
 * @param maxUnavailable How many of the wanted pods may be missing, as a number or a percentage (rounded down) of
 *     replicas. Defaults to 25%; 0 only together with some maxSurge.
 * @param maxSurge How many pods beyond the wanted number may exist, as a number or a percentage (rounded up) of
 *     replicas. Defaults to 25%; 0 only together with some maxUnavailable.
 */
@ApiType
public record RollingUpdateDeployment(
        @Field(1) @Format({TextFormat.INT_OR_PERCENT, TextFormat.AT_MOST_ALL}) @Nullable
        IntOrString maxUnavailable,

        @Field(2) @Format(TextFormat.INT_OR_PERCENT) @Nullable
        IntOrString maxSurge) {}
