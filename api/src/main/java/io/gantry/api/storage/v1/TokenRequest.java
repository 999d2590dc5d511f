package io.gantry.api.storage.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A service account token that a CSI driver wants.
 *
 * @param audience For whom the token is meant. Empty stands for the API server.
 * @param expirationSeconds How many seconds the token shall be valid. Defaults to 3600.
 */
@ApiType
public record TokenRequest(
        @Field(value = 1, required = true) String audience,
        @Field(value = 2, pointer = true) @Nullable Long expirationSeconds) {}
