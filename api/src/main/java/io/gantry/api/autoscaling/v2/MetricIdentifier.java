package io.gantry.api.autoscaling.v2;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * Names a metric.
 *
 * @param name Name of the metric.
 * @param selector Labels that narrow the metric down to certain series. Without it, the name alone decides.
 */
@ApiType
public record MetricIdentifier(
        @Field(value = 1, required = true) @Required("must specify a metric name") @Format(TextFormat.PATH_SEGMENT_NAME)
        String name,

        @Field(2) @ByHand("Kubernetes does not look at it") @Nullable
        LabelSelector selector) {}
