package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.Map;

/**
 * Bounds and defaults for one kind of object.
 *
 * @param type What it applies to: Pod, Container or PersistentVolumeClaim.
 * @param max Most that one such object may use, by resource.
 * @param min Least that one such object must ask for, by resource.
 * @param defaultValue Limit for containers that state none, by resource. Defaults to max.
 * @param defaultRequest Request for containers that state none, by resource. Defaults to the limit in default.
 * @param maxLimitRequestRatio Highest allowed quotient of limit and request, by resource; bounds overcommitment.
 */
@CrossChecked("CapacityRules")
@ApiType
public record LimitRangeItem(
        @Field(value = 1, required = true) @Required @Format(TextFormat.LABEL_KEY)
        String type,

        @Field(2) Map<String, Quantity> max,
        @Field(3) Map<String, Quantity> min,
        @Field(value = 4, name = "default") Map<String, Quantity> defaultValue,
        @Field(5) Map<String, Quantity> defaultRequest,
        @Field(6) Map<String, Quantity> maxLimitRequestRatio) {
    public LimitRangeItem {
        max = Immutable.map(max);
        min = Immutable.map(min);
        defaultValue = Immutable.map(defaultValue);
        defaultRequest = Immutable.map(defaultRequest);
        maxLimitRequestRatio = Immutable.map(maxLimitRequestRatio);
    }
}
