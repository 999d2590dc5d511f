package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Who produced an event.
 *
 * @param component Name of the component.
 * @param host Node the component runs on, if it runs on one.
 */
@ApiType
public record EventSource(
        @Field(1) @Nullable String component,
        @Field(2) @Nullable String host) {}
