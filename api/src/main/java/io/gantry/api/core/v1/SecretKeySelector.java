package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a Secret.
 *
 * @param name The Secret, in the pod's namespace.
 * @param key Key of the entry in the Secret's data.
 * @param optional Whether a missing Secret or key is tolerated. Defaults to false.
 */
@ApiType(atomic = true)
public record SecretKeySelector(
        @Field(value = 1, in = 1) @Required @Format(TextFormat.LONG_NAME) @Nullable
        String name,

        @Field(value = 2, required = true) @Required @Format(TextFormat.CONFIG_MAP_KEY)
        String key,

        @Field(value = 3, pointer = true) @Nullable Boolean optional) {}
