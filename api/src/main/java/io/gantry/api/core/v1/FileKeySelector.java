package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * One variable of an env file on a volume of the pod.
 *
 * @param volumeName The pod's volume that holds the file; it must be an emptyDir.
 * @param path File within the volume, relative and without parent directory steps.
 * @param key Name of the variable in the file.
 * @param optional Whether a missing file or key is tolerated; the variable then stays unset. Defaults to false.
 */
@ApiType(atomic = true)
public record FileKeySelector(
        @Field(value = 1, required = true) String volumeName,

        @Field(value = 2, required = true) @Required @Format(TextFormat.LOCAL_PATH)
        String path,

        @Field(value = 3, required = true) @Required String key,
        @Field(value = 4, pointer = true) @Nullable Boolean optional) {}
