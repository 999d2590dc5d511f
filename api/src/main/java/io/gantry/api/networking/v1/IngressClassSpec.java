package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ImmutableField;
import io.gantry.api.schema.MaxLength;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * Who serves the Ingresses of a class, and how.
 *
 * @param controller Name of the controller, such as example.com/ingress-controller; at most 250 characters. Immutable.
 * @param parameters Object with further settings for the controller. Not needed by every controller.
 */
@ApiType
public record IngressClassSpec(
        @Field(1) @Required @MaxLength(250) @Format(TextFormat.DOMAIN_PREFIXED_PATH) @ImmutableField @Nullable
        String controller,

        @Field(2) @Nullable IngressClassParametersReference parameters) {}
