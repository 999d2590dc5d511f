package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;

/**
 * A condition from outside that must hold for a pod to be ready.
 *
 * @param conditionType Type of the pod condition that must be True.
 */
@ApiType
public record PodReadinessGate(
        @Field(value = 1, required = true) @Format(TextFormat.LABEL_KEY)
        String conditionType) {}
