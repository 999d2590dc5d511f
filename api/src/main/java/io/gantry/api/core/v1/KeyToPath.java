package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Range;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * Puts one entry of a ConfigMap or Secret into a file.
 *
 * @param key Key of the entry.
 * @param path File to write, relative to the volume's root; without parent directory steps.
 * @param mode Permission bits of this file, 0 to 0777; JSON has them in decimal. Defaults to the volume's defaultMode.
 */
@ApiType
public record KeyToPath(
        @Field(value = 1, required = true) @Required String key,

        @Field(value = 2, required = true) @Required @Format(TextFormat.LOCAL_FILE_PATH)
        String path,

        @Field(value = 3, pointer = true)
        @Range(min = 0, max = 511, message = "must be a number between 0 and 0777 (octal), both inclusive")
        @Nullable
        Integer mode) {}
