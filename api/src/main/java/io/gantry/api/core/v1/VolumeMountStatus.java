package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * How a volume is mounted in a container.
 *
 * @param name The volume.
 * @param mountPath Path in the container.
 * @param readOnly Whether it is mounted read-only.
 * @param recursiveReadOnly Disabled or Enabled: whether mounts below it are read-only too. Absent unless readOnly.
 * @param volumeStatus Facts that depend on the kind of volume.
 */
@ApiType
public record VolumeMountStatus(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String mountPath,
        @Field(3) @Nullable Boolean readOnly,
        @Field(value = 4, pointer = true) @Nullable String recursiveReadOnly,
        @Field(5) @Nullable VolumeStatus volumeStatus) {}
