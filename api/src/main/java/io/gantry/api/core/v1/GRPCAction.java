package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Range;
import org.jspecify.annotations.Nullable;

/**
 * A call to the gRPC health checking service of a container; the answer SERVING means success.
 *
 * @param port Port of the gRPC server, 1 to 65535.
 * @param service Service name to put into the health check request. Defaults to empty, that is the server as a whole.
 */
@ApiType
public record GRPCAction(
        @Field(value = 1, required = true) @Range(min = 1, max = 65535)
        int port,

        @Field(value = 2, pointer = true) @Default("") @Nullable
        String service) {}
