package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * How connections of one client are kept on the same endpoint.
 *
 * @param timeoutSeconds Seconds since a client's last connection after which it may be sent elsewhere; 1 to 86400.
 *     Defaults to 10800 (3 hours).
 */
@ApiType
public record ClientIPConfig(
        @Field(value = 1, pointer = true) @Default("10800") @Nullable
        Integer timeoutSeconds) {}
