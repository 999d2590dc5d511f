package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token that was issued.
 *
 * @param token The token, to be sent as a bearer token. Keep it secret.
 * @param expirationTimestamp When the token ceases to be valid.
 */
@ApiType
public record TokenRequestStatus(
        @Field(value = 1, always = true) @Nullable String token,
        @Field(2) @Nullable Instant expirationTimestamp) {}
