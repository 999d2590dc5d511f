package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A handler of a node's container runtime, which RuntimeClasses select.
 *
 * @param name Name of the handler; empty is the default one.
 * @param features What the handler can do.
 */
@ApiType
public record NodeRuntimeHandler(
        @Field(1) @Nullable String name, @Field(2) @Nullable NodeRuntimeHandlerFeatures features) {}
