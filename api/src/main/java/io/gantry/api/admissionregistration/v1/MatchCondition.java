package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;

/**
 * A condition on requests in CEL, on top of rules and selectors.
 *
 * @param name Name of the condition, unique in its list, such as exclude-leases.
 * @param expression CEL expression that is true for requests to handle. Has object, oldObject, request and authorizer.
 */
@ApiType
public record MatchCondition(
        @Field(value = 1, required = true) @Required @Format(TextFormat.LABEL_KEY)
        String name,

        @Field(value = 2, required = true) @Required(blank = true)
        String expression) {}
