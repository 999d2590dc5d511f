package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;

/**
 * A Service and its port.
 *
 * @param name Name of a Service in the namespace of the Ingress.
 * @param port The port, by number or by name. Required.
 */
@ApiType
public record IngressServiceBackend(
        @Field(value = 1, required = true) @Required @Format(TextFormat.DNS1035_LABEL)
        String name,

        @Field(value = 2, always = true) ServiceBackendPort port) {}
