package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes can reach a volume.
 *
 * @param required Nodes that the volume can be used on.
 */
@ApiType
public record VolumeNodeAffinity(
        @Field(1) @Required("must specify required node constraints") @Nullable
        NodeSelector required) {}
