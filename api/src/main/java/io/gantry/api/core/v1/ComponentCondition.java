package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * One finding about the health of a control plane component.
 *
 * @param type What is judged; Healthy is the only value.
 * @param status Whether it holds: True, False or Unknown.
 * @param message What the component answered, such as ok.
 * @param error Why the component could not be asked or is unhealthy.
 */
@ApiType
public record ComponentCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable String message,
        @Field(4) @Nullable String error) {}
