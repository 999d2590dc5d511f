package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A volume of a FlexVolume driver behind a PersistentVolume. Deprecated: use a CSI driver.
 *
 * @param driver Name of the driver, whose executable is installed on the nodes.
 * @param fsType Filesystem to mount. The driver decides when it is absent.
 * @param secretRef Secret whose entries are handed to the driver.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 * @param options Further parameters for the driver.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record FlexPersistentVolumeSource(
        @Field(value = 1, required = true) @Required String driver,
        @Field(2) @Nullable String fsType,
        @Field(3) @Nullable SecretReference secretRef,
        @Field(4) @Nullable Boolean readOnly,
        @Field(5) Map<String, String> options) {
    public FlexPersistentVolumeSource {
        options = Immutable.map(options);
    }
}
