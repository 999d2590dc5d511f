package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A short-lived volume that a CSI driver makes for one pod and removes with it.
 *
 * @param driver Name of the CSI driver; it must support ephemeral inline volumes.
 * @param readOnly Whether the driver is asked for a volume that cannot be written. Defaults to false.
 * @param fsType Filesystem to mount. Empty leaves the choice to the driver.
 * @param volumeAttributes Parameters for the driver; what they mean is up to its documentation.
 * @param nodePublishSecretRef Secret in the pod's namespace that the driver receives when it mounts the volume.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record CSIVolumeSource(
        @Field(value = 1, required = true) @Required @Format(TextFormat.DRIVER_NAME)
        String driver,

        @Field(value = 2, pointer = true) @Nullable Boolean readOnly,
        @Field(value = 3, pointer = true) @Nullable String fsType,
        @Field(4) Map<String, String> volumeAttributes,
        @Field(5) @Nullable LocalObjectReference nodePublishSecretRef) {
    public CSIVolumeSource {
        volumeAttributes = Immutable.map(volumeAttributes);
    }
}
