package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Maximum;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes a token of the pod's ServiceAccount to a file of a projected volume and renews it in time.
 *
 * @param audience Recipient the token is meant for, which must insist on finding itself in it. Defaults to the API
 *     server.
 * @param expirationSeconds Lifetime to ask for, at least 600; a new token is written before the old one ends. Defaults
 *     to 3600 (an hour).
 * @param path File to write, relative to the volume's root.
 */
@ApiType
public record ServiceAccountTokenProjection(
        @Field(1) @Nullable String audience,

        @Field(value = 2, pointer = true)
        @Default("3600")
        @Minimum(value = 600, message = "may not specify a duration less than 10 minutes")
        @Maximum(value = 1L << 32, message = "may not specify a duration larger than 2^32 seconds")
        @Nullable
        Long expirationSeconds,

        @Field(value = 3, required = true) @Required @Format(TextFormat.LOCAL_FILE_PATH)
        String path) {}
