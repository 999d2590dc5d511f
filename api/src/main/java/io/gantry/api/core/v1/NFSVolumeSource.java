package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * An NFS export as a volume.
 *
 * @param server The NFS server, by host name or IP.
 * @param path Directory that the server exports.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 */
@ApiType
public record NFSVolumeSource(
        @Field(value = 1, required = true) @Required String server,

        @Field(value = 2, required = true) @Required @Format(TextFormat.ABSOLUTE_PATH)
        String path,

        @Field(3) @Nullable Boolean readOnly) {}
