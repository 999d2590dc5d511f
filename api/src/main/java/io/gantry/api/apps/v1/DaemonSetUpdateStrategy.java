package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * How a DaemonSet brings its pods to a new template.
 *
 * @param type RollingUpdate replaces pods bit by bit; OnDelete waits until somebody deletes the old pod. Defaults to
 *     RollingUpdate.
 * @param rollingUpdate Pace of the replacement. Allowed for type RollingUpdate only.
 */
@ApiType
public record DaemonSetUpdateStrategy(
        @Field(1) @Default("RollingUpdate") @Nullable String type,

        @Field(2) @ByHand("only of a rolling update") @Nullable
        RollingUpdateDaemonSet rollingUpdate) {}
