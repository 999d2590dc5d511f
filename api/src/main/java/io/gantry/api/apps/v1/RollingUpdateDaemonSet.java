package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * How many nodes a DaemonSet may update at once.
 *
 * @param maxUnavailable On how many nodes the pod may be down during an update, as a number or a percentage (rounded
 *     up) of the eligible nodes. Defaults to 1; 0 only together with some maxSurge.
 * @param maxSurge On how many nodes a new pod may start beside the old one, as a number or a percentage (rounded up).
 *     Defaults to 0; 0 only together with some maxUnavailable.
 */
@ApiType
public record RollingUpdateDaemonSet(
        @Field(1) @Format({TextFormat.INT_OR_PERCENT, TextFormat.AT_MOST_ALL}) @Nullable
        IntOrString maxUnavailable,

        @Field(2) @Format({TextFormat.INT_OR_PERCENT, TextFormat.AT_MOST_ALL}) @Nullable
        IntOrString maxSurge) {}
