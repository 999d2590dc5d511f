package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A port of a Service, by name or by number.
 *
 * @param name Name of the port. Excludes number.
 * @param number Number of the port, such as 80. Excludes name.
 */
@ApiType(atomic = true)
public record ServiceBackendPort(
        @Field(1) @Nullable String name, @Field(2) @Nullable Integer number) {}
