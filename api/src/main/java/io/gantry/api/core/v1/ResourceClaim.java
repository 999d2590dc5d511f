package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Gives a container what one of the pod's resource claims holds.
 *
 * @param name Name of the entry in the pod's resourceClaims.
 * @param request The one request of the claim to use. Without it, the container gets all that the claim holds.
 */
@ApiType
public record ResourceClaim(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable String request) {}
