package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * What to do with requests that cannot be served at once.
 *
 * @param type Queue lets them wait, Reject turns them away.
 * @param queuing How they wait. Only with type Queue.
 */
@ApiType
public record LimitResponse(
        @Field(value = 1, required = true) String type,
        @Field(2) @Nullable QueuingConfiguration queuing) {}
