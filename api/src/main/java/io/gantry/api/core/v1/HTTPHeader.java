package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * One header of a probe's HTTP request.
 *
 * @param name Header name, sent in canonical case.
 * @param value Header value.
 */
@ApiType
public record HTTPHeader(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String value) {}
