package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * Opens a TCP connection to a container; being accepted means success.
 *
 * @param port Port number, or the name of a port of the container.
 * @param host Host to contact. Absent means the pod's own IP.
 */
@ApiType
public record TCPSocketAction(
        @Field(value = 1, required = true) @Format(TextFormat.PORT)
        IntOrString port,

        @Field(2) @Nullable String host) {}
