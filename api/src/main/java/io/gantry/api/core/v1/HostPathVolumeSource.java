package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory of the node itself as a volume. Powerful and unsafe: keep it to system workloads.
 *
 * @param path Path on the node; symbolic links are followed.
 * @param type What must be at the path. One of DirectoryOrCreate, Directory, FileOrCreate, File, Socket, CharDevice,
 *     BlockDevice. Defaults to empty: no check.
 */
@CrossChecked("VolumeRules")
@ApiType
public record HostPathVolumeSource(
        @Field(value = 1, required = true) String path,

        @Field(value = 2, pointer = true) @Default("") @Nullable
        String type) {}
