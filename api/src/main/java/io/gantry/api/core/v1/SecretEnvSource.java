package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * A Secret whose entries all become environment variables.
 *
 * @param name The Secret, in the pod's namespace.
 * @param optional Whether the container may start although the Secret is missing. Defaults to false.
 */
@ApiType
public record SecretEnvSource(
        @Field(value = 1, in = 1) @Required @Format(TextFormat.LONG_NAME) @Nullable
        String name,

        @Field(value = 2, pointer = true) @Nullable Boolean optional) {}
