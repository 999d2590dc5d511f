package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Names a request or limit of a container.
 *
 * @param containerName The container. Required in volumes; in environment variables it defaults to the container
 *     itself.
 * @param resource What to read, such as limits.cpu or requests.memory.
 * @param divisor Unit of the output: the amount is divided by it and rounded up. Defaults to 1.
 */
@ApiType(atomic = true)
public record ResourceFieldSelector(
        @Field(1) @Nullable String containerName,
        @Field(value = 2, required = true) String resource,
        @Field(3) @Nullable Quantity divisor) {}
