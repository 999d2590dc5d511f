package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * Shows a volume at some path of a container.
 *
 * @param name The pod's volume.
 * @param readOnly Whether the container cannot write to it. Defaults to false.
 * @param mountPath Path in the container, without a colon.
 * @param subPath Directory or file within the volume to mount. Defaults to the volume's root. Later updates of mounted
 *     Secrets and ConfigMaps are not seen.
 * @param mountPropagation Whether later mounts below it cross over. One of None, HostToContainer, Bidirectional
 *     (privileged containers only). Defaults to None.
 * @param subPathExpr As subPath, with variables written $(NAME) expanded. Excludes subPath.
 * @param recursiveReadOnly Whether readOnly covers mounts below it. One of Disabled, IfPossible, Enabled (or the pod
 *     does not start). Defaults to Disabled.
 */
@CrossChecked("ContainerRules")
@ApiType
public record VolumeMount(
        @Field(value = 1, required = true) @Required String name,
        @Field(2) @Nullable Boolean readOnly,
        @Field(value = 3, required = true) @Required String mountPath,
        @Field(4) @Format(TextFormat.LOCAL_PATH) @Nullable String subPath,

        @Field(value = 5, pointer = true) @Nullable String mountPropagation,

        @Field(6) @Format(TextFormat.LOCAL_PATH) @Nullable String subPathExpr,

        @Field(value = 7, pointer = true) @Nullable String recursiveReadOnly) {}
